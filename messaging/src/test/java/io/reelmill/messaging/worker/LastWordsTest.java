package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.TerminationMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {

    @TempDir
    Path directory;

    @Test
    void each_process_says_which_one_it_is_over_what_the_last_one_said() throws Exception {
        Path file = directory.resolve("message");

        LastWords.leave(Optional.of(file), process("a-process-with-a-long-name"));
        LastWords.leave(Optional.of(file), process("next"));

        assertThat(TerminationMessage.incarnationIn(Files.readString(file))).contains("next");
    }

    @Test
    void a_worker_works_where_nothing_can_be_left() {
        LastWords.leave(Optional.of(directory.resolve("nowhere").resolve("message")), process("first"));

        assertThat(directory).isEmptyDirectory();
    }

    private static Identity process(String incarnation) {
        return new Identity("worker", incarnation, "service", Set.of(), 1, 1);
    }
}
