package io.reelmill.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {

    @TempDir
    Path directory;

    @Test
    void the_first_process_writes_what_later_ones_read() throws IOException {
        ClassArchives archives = ClassArchives.in(directory);
        Path unsettled = written(archives, 1);
        assertThat(archives.options("kafka", 1, true)).noneMatch(option -> option.contains("SharedArchiveFile"));

        Files.writeString(unsettled, "archive");
        archives.settle("kafka");

        assertThat(archives.options("kafka", 1, false)).first().asString().startsWith("-XX:SharedArchiveFile=");
    }

    @Test
    void what_a_killed_process_left_is_not_read() throws IOException {
        ClassArchives archives = ClassArchives.in(directory);
        Files.writeString(written(archives, 1), "half an arch");

        assertThat(archives.options("kafka", 1, false)).isEmpty();
        written(archives, 1);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_new_version_replaces_the_old_archive() throws IOException {
        ClassArchives archives = ClassArchives.in(directory);
        Files.writeString(written(archives, 1), "archive");
        archives.settle("kafka");

        written(archives, 2);

        assertThat(files()).isEmpty();
    }

    @Test
    void without_a_directory_there_are_no_options() {
        assertThat(ClassArchives.none().options("kafka", 1, true)).isEmpty();
    }

    private Path written(ClassArchives archives, int version) {
        String option = archives.options("kafka", version, true).get(0);
        assertThat(option).startsWith("-XX:ArchiveClassesAtExit=");
        return Path.of(option.substring(option.indexOf('=') + 1));
    }

    private Stream<Path> files() throws IOException {
        return Files.list(directory);
    }
}
