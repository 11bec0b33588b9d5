package io.reelmill.stack.deaths;

import io.reelmill.common.message.TerminationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file in which each process of a worker says which one it is. */
public record LastWords(Path file) {

    /** What the last process said is not what the next one says, which may die before it says anything. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that wrote it; empty when it has died before. */
    public Optional<String> incarnation() {
        try {
            return TerminationMessage.incarnationIn(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
