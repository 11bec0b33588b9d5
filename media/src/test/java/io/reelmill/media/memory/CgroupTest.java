package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {

    @TempDir
    Path directory;

    @Test
    void version_two() throws Exception {
        file("memory.max", "1073741824\n");
        file("memory.current", "900000000\n");
        file("memory.stat", "anon 500000000\ninactive_file 300000000\nactive_file 50000000\nshmem 7\n");
        file("memory.events", "low 0\nmax 12\noom 3\noom_kill 2\noom_group_kill 1\n");
        Cgroup cgroup = new Cgroup(directory, CgroupLayout.V2);

        assertThat(cgroup.limitBytes()).hasValue(1073741824);
        assertThat(cgroup.workingSetBytes()).isEqualTo(550000000);
        assertThat(cgroup.oomKills()).hasValue(2);
    }

    @Test
    void version_one() throws Exception {
        file("memory.limit_in_bytes", "52428800\n");
        file("memory.usage_in_bytes", "50000000\n");
        file(
                "memory.stat",
                "inactive_file 1\nactive_file 2\ntotal_inactive_file 20000000\ntotal_active_file 10000000\n");
        file("memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        Cgroup cgroup = new Cgroup(directory, CgroupLayout.V1);

        assertThat(cgroup.limitBytes()).hasValue(52428800);
        assertThat(cgroup.workingSetBytes()).isEqualTo(20000000);
        assertThat(cgroup.oomKills()).hasValue(1);
    }

    @Test
    void no_limit_in_either_version() throws Exception {
        file("memory.max", "max\n");
        file("memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(new Cgroup(directory, CgroupLayout.V2).limitBytes()).isEmpty();
        assertThat(new Cgroup(directory, CgroupLayout.V1).limitBytes()).isEmpty();
    }

    @Test
    void the_top_of_version_two_has_no_files() {
        Cgroup top = new Cgroup(directory, CgroupLayout.V2);

        assertThat(top.limitBytes()).isEmpty();
        assertThat(top.workingSetBytes()).isZero();
        assertThat(top.oomKills()).isEmpty();
    }

    @Test
    void every_level_with_a_limit_counts_and_deaths_are_the_own_ones() throws Exception {
        Path own = Files.createDirectory(directory.resolve("own"));
        Files.writeString(own.resolve("memory.max"), "max\n");
        Files.writeString(own.resolve("memory.events"), "oom_kill 4\n");
        file("memory.max", "1000\n");
        file("memory.current", "600\n");
        file("memory.events", "oom_kill 9\n");
        Cgroups cgroups =
                new Cgroups(List.of(new Cgroup(own, CgroupLayout.V2), new Cgroup(directory, CgroupLayout.V2)));

        assertThat(cgroups.limits()).containsExactly(new MemoryLimit(MemoryLimit.Of.CONTAINER, 1000, 600));
        assertThat(cgroups.oomKills()).isEqualTo(4);
    }

    private void file(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
