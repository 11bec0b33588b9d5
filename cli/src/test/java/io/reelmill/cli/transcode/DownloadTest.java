package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final String SHA256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void what_arrives_whole_is_there_and_nothing_else() throws IOException {
        List<Long> received = new ArrayList<>();
        Download.to(folder.resolve("new/a.mp4"), abc(), SHA256_OF_ABC, received::add);
        assertThat(folder.resolve("new/a.mp4")).hasContent("abc");
        assertThat(folder.resolve("new")).isDirectoryContaining(file -> file.endsWith("a.mp4"));
        assertThat(Files.list(folder.resolve("new"))).hasSize(1);
        assertThat(received).containsExactly(3L);
    }

    @Test
    void the_longest_name_that_a_file_can_have_is_not_too_long() throws IOException {
        Path target = folder.resolve("a".repeat(251) + ".mp4");
        Download.to(target, abc(), SHA256_OF_ABC, bytes -> {});
        assertThat(target).hasContent("abc");
    }

    @Test
    void what_arrives_damaged_replaces_nothing() throws IOException {
        Path target = Files.writeString(folder.resolve("a.mp4"), "old");
        assertThatThrownBy(() -> Download.to(target, abc(), "00", bytes -> {})).hasMessageContaining("arrived damaged");
        assertThat(target).hasContent("old");
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void a_full_disk_is_a_matter_of_the_file_not_of_the_connection() {
        assertThatThrownBy(() -> Download.copy(abc(), Path.of("/dev/full"), bytes -> {}))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("/dev/full")
                .hasMessageContaining("No space left");
    }

    @Test
    void a_connection_that_breaks_is_no_matter_of_the_file() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };
        assertThatThrownBy(() -> Download.to(folder.resolve("a.mp4"), broken, null, bytes -> {}))
                .isNotInstanceOf(FileSystemException.class)
                .hasMessage("reset");
        assertThat(folder).isEmptyDirectory();
    }

    private static InputStream abc() {
        return new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII));
    }
}
