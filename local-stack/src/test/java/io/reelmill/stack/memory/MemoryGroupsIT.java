package io.reelmill.stack.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real cgroups and real kills, where the machine lets this user make any. */
class MemoryGroupsIT {

    private static final long LIMIT = 64L << 20;
    private static final List<String> GROWING = List.of("/bin/sh", "-c", "tail /dev/zero");

    @TempDir
    Path home;

    private Path record;
    private MemoryGroups groups;

    @BeforeEach
    void open() {
        record = home.resolve("memory-groups");
        groups = MemoryGroups.open(record);
        groups.problem().ifPresent(why -> System.out.println("skipped: " + why));
        assumeTrue(groups.problem().isEmpty());
    }

    @AfterEach
    void close() {
        groups.close();
    }

    @Test
    void what_grows_beyond_the_limit_is_killed_and_counted() throws Exception {
        MemoryGroup group = groups.member("transcode-1", LIMIT).orElseThrow();
        long before = group.kills();

        // The shell survives its child, as a worker does its ffmpeg.
        Process process =
                new ProcessBuilder(group.enter(List.of("/bin/sh", "-c", "tail /dev/zero; echo child $?"))).start();

        assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("child 137\n");
        assertThat(group.kills()).isEqualTo(before + 1);
    }

    @Test
    void one_that_grows_does_not_harm_its_neighbor() throws Exception {
        MemoryGroup greedy = groups.member("transcode-1", LIMIT).orElseThrow();
        MemoryGroup modest = groups.member("transcode-2", LIMIT).orElseThrow();
        Process neighbor = new ProcessBuilder(modest.enter(List.of("sleep", "60"))).start();
        try {
            Process process = new ProcessBuilder(greedy.enter(GROWING)).start();

            assertThat(process.waitFor()).isNotZero();
            assertThat(greedy.kills()).isPositive();
            assertThat(modest.kills()).isZero();
            assertThat(neighbor.isAlive()).isTrue();
        } finally {
            neighbor.destroyForcibly().waitFor();
        }
    }

    @Test
    void nothing_is_left_when_it_is_closed() throws Exception {
        Path directory = groups.member("transcode-1", LIMIT).orElseThrow().directory();
        assertThat(Files.readString(record)).isEqualTo(directory.getParent().toString());

        groups.close();

        assertThat(directory.getParent()).doesNotExist();
        assertThat(record).doesNotExist();
    }

    @Test
    void what_a_crash_left_is_removed_by_the_next() throws Exception {
        List<Path> left = new ArrayList<>();
        left.add(groups.member("transcode-1", LIMIT).orElseThrow().directory());
        left.add(groups.member("transcode-7", LIMIT).orElseThrow().directory());

        MemoryGroups next = MemoryGroups.open(record);

        assertThat(left).noneMatch(Files::exists);
        assertThat(next.member("transcode-1", LIMIT)).isPresent();
        next.close();
    }

    @Test
    void a_worker_whose_child_still_ends_gets_a_fresh_group() throws Exception {
        MemoryGroup first = groups.member("transcode-1", LIMIT).orElseThrow();
        Process child = new ProcessBuilder(first.enter(List.of("sleep", "1"))).start();
        await().until(() -> !processes(first).isBlank());

        MemoryGroup second = groups.member("transcode-1", 2 * LIMIT).orElseThrow();

        // Asked of the kernel: this JVM learns of its child's end a moment later.
        assertThat(processes(second)).isBlank();
        assertThat(second.kills()).isZero();
        assertThat(child.waitFor()).isZero();
    }

    private static String processes(MemoryGroup group) throws IOException {
        return Files.readString(group.directory().resolve("cgroup.procs"));
    }

    @Test
    void a_machine_without_cgroups_is_told_about_and_works_without() throws IOException {
        MemoryGroups none = MemoryGroups.open(home.resolve("other"), Optional.empty());

        assertThat(none.problem()).contains("this machine has no memory cgroups");
        assertThat(none.member("transcode-1", LIMIT)).isEmpty();
    }

    @Test
    void a_place_that_cannot_be_written_is_told_about() {
        Path missing = Path.of("/proc/no-such-place");
        MemoryGroups none = MemoryGroups.open(
                home.resolve("other"), Optional.of(new CgroupPlace(missing, missing, CgroupVersion.V1)));

        assertThat(none.problem().orElseThrow())
                .startsWith("memory cgroups cannot be made here: ")
                .contains("/proc");
        assertThat(home.resolve("other")).doesNotExist();
    }
}
