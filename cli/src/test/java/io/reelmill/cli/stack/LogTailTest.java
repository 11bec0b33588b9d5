package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    private Path log;
    private LogTail tail;

    @BeforeEach
    void write() throws IOException {
        log = Files.writeString(folder.resolve("gateway-1.log"), "one\ntwo\nthrée\nunfin");
        tail = new LogTail(log);
    }

    @Test
    void the_last_complete_lines_are_shown() throws IOException {
        assertThat(tail.name()).isEqualTo("gateway-1");
        assertThat(tail.last(2)).containsExactly("two", "thrée");
    }

    @Test
    void what_is_written_later_follows_without_a_gap() throws IOException {
        tail.last(1);
        assertThat(tail.fresh()).isEmpty();
        Files.writeString(log, "ished\nnext\n", StandardOpenOption.APPEND);
        assertThat(tail.fresh()).containsExactly("unfinished", "next");
        assertThat(tail.fresh()).isEmpty();
    }

    @Test
    void a_log_that_was_emptied_is_read_from_its_beginning() throws IOException {
        tail.last(1);
        Files.writeString(log, "new\n");
        assertThat(tail.fresh()).containsExactly("new");
    }
}
