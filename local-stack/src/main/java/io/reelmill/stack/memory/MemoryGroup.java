package io.reelmill.stack.memory;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A memory cgroup of one process and all that it starts.
 */
public final class MemoryGroup {

    private static final String KILLS = "oom_kill ";
    private static final String ENTER = "{ echo $$ >\"$0\"; } 2>/dev/null; exec \"$@\"";

    private final Path directory;
    private final CgroupVersion version;

    /** @param directory exists already */
    MemoryGroup(Path directory, CgroupVersion version) {
        this.directory = directory;
        this.version = version;
    }

    Path directory() {
        return directory;
    }

    /** The command, run inside: nothing of it is charged elsewhere. It runs outside should the group be gone. */
    public List<String> enter(List<String> command) {
        List<String> inside = new ArrayList<>(List.of(
                "/bin/sh", "-c", ENTER, directory.resolve("cgroup.procs").toString()));
        inside.addAll(command);
        return inside;
    }

    /** Lets it use so much, in bytes. */
    void limit(long bytes) throws IOException {
        Files.writeString(directory.resolve(version.limit), String.valueOf(bytes), StandardOpenOption.WRITE);
    }

    /** Processes of it that the kernel has killed for memory since it was made; 0 when that cannot be read. */
    public long kills() {
        try {
            return Files.readString(directory.resolve(version.events))
                    .lines()
                    .filter(line -> line.startsWith(KILLS))
                    .mapToLong(line -> Long.parseLong(line.substring(KILLS.length())))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Removes it; false when processes are in it. */
    static boolean remove(Path directory) {
        try {
            Files.deleteIfExists(directory);
            return true;
        } catch (DirectoryNotEmptyException e) {
            return false;
        } catch (IOException e) {
            // Busy: what ends in it has not ended yet.
            return false;
        }
    }
}
