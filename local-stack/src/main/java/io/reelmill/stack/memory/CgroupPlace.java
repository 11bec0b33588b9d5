package io.reelmill.stack.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where this process is in the hierarchy of memory cgroups.
 *
 * @param mount where the hierarchy is mounted
 * @param own the cgroup of this process, at or below the mount
 * @param version which hierarchy it is
 */
record CgroupPlace(Path mount, Path own, CgroupVersion version) {

    private static final Path PROC = Path.of("/proc/self");

    /** Version 1 has no word for "no limit", only a number near the largest one. */
    private static final long UNLIMITED = 1L << 60;

    /** That of this process; empty where there are no cgroups. */
    static Optional<CgroupPlace> ofThisProcess() {
        try {
            return find(Files.readString(PROC.resolve("cgroup")), Files.readString(PROC.resolve("mounts")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds it in the words of the kernel.
     *
     * @param cgroup content of {@code /proc/self/cgroup}: lines {@code id:controllers:path}
     * @param mounts content of {@code /proc/self/mounts}: device, place, type, options, two numbers
     */
    static Optional<CgroupPlace> find(String cgroup, String mounts) {
        Optional<CgroupPlace> first = path(cgroup, "memory").flatMap(path -> mount(mounts, "cgroup", "memory")
                .map(mount -> new CgroupPlace(mount, below(mount, path), CgroupVersion.V1)));
        return first.or(() -> path(cgroup, "").flatMap(path -> mount(mounts, "cgroup2", "")
                .map(mount -> new CgroupPlace(mount, below(mount, path), CgroupVersion.V2))));
    }

    /** In a container the mount may begin at the container's own cgroup, and not know the whole path. */
    private static Path below(Path mount, String path) {
        Path whole = mount.resolve(path.substring(1)).normalize();
        return whole.startsWith(mount) && Files.isDirectory(whole) ? whole : mount;
    }

    private static Optional<String> path(String cgroup, String controller) {
        return cgroup.lines()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3
                        && Arrays.asList(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst();
    }

    private static Optional<Path> mount(String mounts, String type, String controller) {
        return mounts.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > 3 && fields[2].equals(type))
                .filter(fields -> controller.isEmpty()
                        || Arrays.asList(fields[3].split(",")).contains(controller))
                .map(fields -> Path.of(fields[1]))
                .findFirst();
    }

    /** The cgroup of this process and those above it, as far as they can be seen. */
    List<Path> levels() {
        List<Path> levels = new ArrayList<>();
        for (Path level = own; level != null && level.startsWith(mount); level = level.getParent()) {
            levels.add(level);
        }
        return levels;
    }

    /** What a cgroup may use, in bytes; empty when it has no limit. */
    OptionalLong limit(Path cgroup) {
        try {
            String limit = Files.readString(cgroup.resolve(version.limit)).strip();
            return limit.matches("\\d{1,18}") && Long.parseLong(limit) < UNLIMITED
                    ? OptionalLong.of(Long.parseLong(limit))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
