package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    @TempDir
    Path directory;

    @Test
    void size_counts_all_files_below() throws Exception {
        Files.write(directory.resolve("a"), new byte[10]);
        Files.write(Files.createDirectory(directory.resolve("d")).resolve("b"), new byte[5]);

        assertThat(Scratch.size(directory)).isEqualTo(15);
        assertThat(Scratch.size(directory.resolve("absent"))).isZero();
    }

    @Test
    void deleting_leaves_nothing_and_may_be_repeated() throws Exception {
        Path attempt = Files.createDirectory(directory.resolve("attempt"));
        Files.write(Files.createDirectory(attempt.resolve("d")).resolve("b"), new byte[5]);

        Scratch.delete(attempt);
        Scratch.delete(attempt);

        assertThat(attempt).doesNotExist();
    }

    @Test
    void a_new_life_of_a_worker_removes_what_an_earlier_one_left_and_nothing_of_others() throws Exception {
        Path left = Files.createDirectories(directory.resolve("w/chunk-1-1"));
        Files.write(left.resolve("part.mp4"), new byte[5]);
        Path neighbors = Files.createDirectories(directory.resolve("w2/chunk-1-1"));

        scratch("1M");

        assertThat(directory.resolve("w")).isEmptyDirectory();
        assertThat(neighbors).exists();
    }

    @Test
    void tasks_have_together_what_they_are_given_and_no_more_than_is_free() throws Exception {
        assertThat(scratch("1M").space()).isEqualTo(1 << 20);
        assertThat(scratch("1000000G").space()).isPositive().isLessThan(1_000_000L << 30);
    }

    @Test
    void a_directory_in_memory_is_told_from_one_on_a_disk() throws Exception {
        Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "scratch");
        try {
            assertThat(scratch(memory, "1M").inMemory()).isTrue();
            assertThat(scratch(Path.of("target"), "1M").inMemory()).isFalse();
        } finally {
            Scratch.delete(memory);
        }
    }

    private Scratch scratch(String space) throws Exception {
        return scratch(directory, space);
    }

    private static Scratch scratch(Path directory, String space) throws Exception {
        WorkerConfig config = TestingConfig.worker(
                Map.of("reelmill.worker.scratch-dir", directory.toString(), "reelmill.worker.scratch-space", space));
        Scratch scratch = new Scratch(config, new Identity("w", "i", "service", Set.of(), 1, 1));
        scratch.clean();
        return scratch;
    }
}
