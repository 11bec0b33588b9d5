package io.reelmill.stack.server;

import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.Logs;
import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One server's directory. What takes several steps to lay out is made beside its place and moved there when it is whole,
 * so that an interrupted start leaves nothing half-made that a later one would trust.
 */
final class ServerHome {

    private static final Duration GRACE = Duration.ofSeconds(40);
    private static final Duration STEP_LIMIT = Duration.ofMinutes(2);

    private final String server;
    private final Path directory;
    private final Path log;

    ServerHome(String server, Path stateDirectory) {
        this.server = server;
        this.directory = stateDirectory.resolve(server);
        this.log = stateDirectory.resolve("logs").resolve(server + ".log");
    }

    Path directory() {
        return directory;
    }

    Path log() {
        return log;
    }

    /** The named part of this home, made by {@code layout} in a directory of another name unless it is there. */
    Path part(String name, Layout layout) {
        Path place = directory.resolve(name);
        if (Files.isDirectory(place)) {
            return place;
        }
        try {
            Path partial = directory.resolve(name + ".partial");
            Trees.delete(partial);
            Files.createDirectories(partial);
            layout.make(partial);
            return Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lay out " + place, e);
        }
    }

    Path file(String name, String content) {
        try {
            Files.createDirectories(directory);
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name + " of " + server, e);
        }
    }

    /** Runs one step of a layout to its end. */
    void run(List<String> command) {
        ChildProcess step = ChildProcess.start(spec(command, "KILL"));
        int exit = step.exit()
                .completeOnTimeout(-1, STEP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (exit != 0) {
            step.kill();
            throw new IllegalStateException("setting up %s failed with exit code %d: %s%n%s"
                    .formatted(server, exit, String.join(" ", command), Logs.tail(log, 2_000)));
        }
    }

    ProcessSpec spec(List<String> command, String stopSignal) {
        return new ProcessSpec(server, command, Map.of(), directory, log, stopSignal, GRACE);
    }

    /** Makes a part in the given empty directory. */
    interface Layout {
        void make(Path directory) throws IOException;
    }
}
