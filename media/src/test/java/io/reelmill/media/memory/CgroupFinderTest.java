package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CgroupFinderTest {

    private static final String V1_MOUNTS =
            """
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
            35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;
    private static final String V2_MOUNT = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";

    @Test
    void version_one_beside_an_empty_version_two() {
        List<Cgroup> found = CgroupFinder.find("9:name=systemd:/\n4:memory:/a/b\n0::/\n", V1_MOUNTS);

        assertThat(found)
                .containsExactly(
                        level("/sys/fs/cgroup/memory/a/b", CgroupLayout.V1),
                        level("/sys/fs/cgroup/memory/a", CgroupLayout.V1),
                        level("/sys/fs/cgroup/memory", CgroupLayout.V1));
    }

    @Test
    void version_two_from_the_own_to_the_top() {
        List<Cgroup> found = CgroupFinder.find("0::/user.slice/app.scope\n", V2_MOUNT);

        assertThat(found)
                .containsExactly(
                        level("/sys/fs/cgroup/user.slice/app.scope", CgroupLayout.V2),
                        level("/sys/fs/cgroup/user.slice", CgroupLayout.V2),
                        level("/sys/fs/cgroup", CgroupLayout.V2));
    }

    @Test
    void a_container_with_a_namespace_of_its_own_sees_its_cgroup_as_the_root() {
        assertThat(CgroupFinder.find("0::/\n", V2_MOUNT)).containsExactly(level("/sys/fs/cgroup", CgroupLayout.V2));
    }

    @Test
    void a_container_without_one_has_its_cgroup_mounted_under_the_path_of_the_machine() {
        String mount = "35 31 0:32 /kubepods/pod1/c1 /sys/fs/cgroup/memory ro,nosuid - cgroup memory rw,memory\n";

        assertThat(CgroupFinder.find("4:memory:/kubepods/pod1/c1\n", mount))
                .containsExactly(level("/sys/fs/cgroup/memory", CgroupLayout.V1));
        assertThat(CgroupFinder.find("4:memory:/kubepods/pod1/c1/child\n", mount))
                .containsExactly(
                        level("/sys/fs/cgroup/memory/child", CgroupLayout.V1),
                        level("/sys/fs/cgroup/memory", CgroupLayout.V1));
    }

    @Test
    void a_path_that_the_mount_does_not_know_means_its_top() {
        String mount = "30 23 0:26 /somewhere/else /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n";

        assertThat(CgroupFinder.find("0::/../../a\n", mount)).containsExactly(level("/sys/fs/cgroup", CgroupLayout.V2));
    }

    @Test
    void a_machine_without_cgroups_has_none() {
        assertThat(CgroupFinder.find("", "")).isEmpty();
        assertThat(CgroupFinder.find("4:memory:/a\n", "")).isEmpty();
    }

    private static Cgroup level(String directory, CgroupLayout layout) {
        return new Cgroup(Path.of(directory), layout);
    }
}
