package io.reelmill.media.memory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Works out where the memory cgroups of a process are mounted. Pure. */
final class CgroupFinder {

    private CgroupFinder() {}

    /**
     * From the process's own cgroup up to the highest that is mounted.
     *
     * @param cgroup content of {@code /proc/self/cgroup}: lines {@code id:controllers:path}
     * @param mountinfo content of {@code /proc/self/mountinfo}
     */
    static List<Cgroup> find(String cgroup, String mountinfo) {
        Optional<String> v1 = path(cgroup, "memory");
        if (v1.isPresent()) {
            return levels(v1.get(), mount(mountinfo, "cgroup", "memory"), CgroupLayout.V1);
        }
        return path(cgroup, "")
                .map(path -> levels(path, mount(mountinfo, "cgroup2", ""), CgroupLayout.V2))
                .orElse(List.of());
    }

    /** Path of the hierarchy with that controller; the unified one has none. */
    private static Optional<String> path(String cgroup, String controller) {
        return cgroup.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3
                        && Arrays.asList(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst();
    }

    /** Root of a mounted part of a hierarchy, and where it is mounted. */
    private record Mount(String root, Path point) {}

    /** Fields before the dash: id, parent, device, root, mount point, options; after it: type, source, options. */
    private static Optional<Mount> mount(String mountinfo, String type, String controller) {
        return mountinfo
                .lines()
                .map(line -> line.split(" - ", 2))
                .filter(halves -> halves.length == 2)
                .filter(halves -> {
                    String[] after = halves[1].split(" ");
                    return after[0].equals(type)
                            && (controller.isEmpty()
                                    || Arrays.asList(after[after.length - 1].split(","))
                                            .contains(controller));
                })
                .map(halves -> halves[0].split(" "))
                .map(before -> new Mount(before[3], Path.of(before[4])))
                .findFirst();
    }

    private static List<Cgroup> levels(String path, Optional<Mount> found, CgroupLayout layout) {
        if (found.isEmpty()) {
            return List.of();
        }
        Mount mount = found.get();
        List<Cgroup> levels = new ArrayList<>();
        Path directory = directory(path, mount);
        while (directory.startsWith(mount.point())) {
            levels.add(new Cgroup(directory, layout));
            directory = directory.getParent();
        }
        return levels;
    }

    /** In a container the mount may begin at the container's own cgroup, or know nothing of the path. */
    private static Path directory(String path, Mount mount) {
        Path below = Path.of("/").relativize(Path.of("/").resolve(path));
        Path root = Path.of("/").relativize(Path.of("/").resolve(mount.root()));
        boolean whole = mount.root().equals("/");
        if (!whole && !below.startsWith(root)) {
            return mount.point();
        }
        Path inside = whole ? below : root.relativize(below);
        return mount.point().resolve(inside).normalize();
    }
}
