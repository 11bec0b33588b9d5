package io.reelmill.stack.memory;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Below which cgroup new ones can be made. Version 1: the own one. Version 2: a cgroup that has processes cannot limit
 * others below it, so the nearest above that can, as long as no limit of those between is left behind.
 */
final class MemoryParent {

    private static final String CONTROLLERS = "cgroup.subtree_control";

    private MemoryParent() {}

    /** @throws IOException when there is none */
    static Path of(CgroupPlace place) throws IOException {
        if (place.version() == CgroupVersion.V1) {
            return place.own();
        }
        IOException why = null;
        for (Path level : place.levels()) {
            try {
                enable(level);
                return level;
            } catch (IOException e) {
                why = why == null ? e : why;
            }
            if (place.limit(level).isPresent()) {
                break;
            }
        }
        throw why;
    }

    /** Lets the groups below this one limit memory. */
    static void enable(Path cgroup) throws IOException {
        Path controllers = cgroup.resolve(CONTROLLERS);
        if (!enabled(controllers)) {
            Files.writeString(controllers, "+memory", StandardOpenOption.WRITE);
            if (!enabled(controllers)) {
                throw new FileSystemException(controllers.toString(), null, "no memory controller");
            }
        }
    }

    private static boolean enabled(Path controllers) throws IOException {
        return Arrays.asList(Files.readString(controllers).strip().split(" ")).contains("memory");
    }
}
