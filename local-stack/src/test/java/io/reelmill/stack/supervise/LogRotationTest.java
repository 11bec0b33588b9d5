package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {

    @TempDir
    Path logs;

    @Test
    void a_full_log_is_set_aside_and_its_writer_goes_on_at_the_beginning() throws IOException {
        Path log = logs.resolve("kafka.log");
        try (OutputStream writer = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writer.write("0123456789".getBytes(StandardCharsets.US_ASCII));
            new LogRotation(logs, 8).run();
            writer.write("next".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(log).hasContent("next");
        assertThat(logs.resolve("kafka.log.1")).hasContent("0123456789");
    }

    @Test
    void a_log_within_its_limit_is_left_alone() throws IOException {
        Path log = Files.writeString(logs.resolve("kafka.log"), "01234567");
        new LogRotation(logs, 8).run();
        assertThat(log).hasContent("01234567");
        assertThat(logs.resolve("kafka.log.1")).doesNotExist();
    }
}
