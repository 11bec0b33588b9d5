package io.reelmill.stack.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In directories that look like the kernel's. */
class CgroupPlaceTest {

    @TempDir
    Path root;

    @Test
    void version_1_is_where_its_memory_controller_is_mounted() throws IOException {
        Path own = Files.createDirectories(root.resolve("memory/a/b"));
        limit(own, "memory.limit_in_bytes", "1048576");
        limit(own.getParent(), "memory.limit_in_bytes", "9223372036854771712");

        CgroupPlace place = CgroupPlace.find(
                        "5:cpu,cpuacct:/x\n4:memory:/a/b\n0::/y\n",
                        "cgroup %1$s/cpu cgroup rw,cpu,cpuacct 0 0\ncgroup %1$s/memory cgroup rw,memory 0 0\n"
                                .formatted(root))
                .orElseThrow();

        assertThat(place).isEqualTo(new CgroupPlace(root.resolve("memory"), own, CgroupVersion.V1));
        assertThat(place.levels()).containsExactly(own, own.getParent(), root.resolve("memory"));
        assertThat(place.limit(own)).isEqualTo(OptionalLong.of(1048576));
        assertThat(place.limit(own.getParent())).isEmpty();
    }

    @Test
    void a_path_that_the_mount_does_not_know_is_that_of_the_host() {
        CgroupPlace place = CgroupPlace.find(
                        "0::/system.slice/docker-1.scope\n", "cgroup2 %s cgroup2 rw 0 0\n".formatted(root))
                .orElseThrow();

        assertThat(place).isEqualTo(new CgroupPlace(root, root, CgroupVersion.V2));
    }

    @Test
    void a_machine_without_them_has_no_place() {
        assertThat(CgroupPlace.find("", "")).isEmpty();
    }

    @Test
    void version_2_makes_groups_beside_its_own_where_that_has_processes() throws IOException {
        Path slice = level(root.resolve("user"), "memory pids");
        Path session = level(slice.resolve("session"), "");
        limit(session, "memory.max", "max");
        // A directory cannot be written like the kernel's file: enabling fails, as it does where processes are.
        Files.delete(session.resolve("cgroup.subtree_control"));

        assertThat(MemoryParent.of(new CgroupPlace(root, session, CgroupVersion.V2)))
                .isEqualTo(slice);
    }

    @Test
    void version_2_leaves_no_limit_of_its_own_behind() throws IOException {
        Path slice = level(root.resolve("user"), "memory");
        Path container = Files.createDirectories(slice.resolve("container"));
        limit(container, "memory.max", "4294967296");

        assertThatThrownBy(() -> MemoryParent.of(new CgroupPlace(root, container, CgroupVersion.V2)))
                .isInstanceOf(IOException.class);
    }

    private static Path level(Path directory, String controllers) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("cgroup.subtree_control"), controllers + "\n");
        return directory;
    }

    private static void limit(Path directory, String file, String content) throws IOException {
        Files.writeString(directory.resolve(file), content + "\n");
    }
}
