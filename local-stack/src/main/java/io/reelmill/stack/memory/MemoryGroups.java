package io.reelmill.stack.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The memory cgroups of one stack: one for the stack, and one for each worker in it. Where the machine does not let this
 * user make any, there are none, and it can be told why. Thread-safe.
 */
public final class MemoryGroups {

    private static final int REMOVAL_TRIES = 40;
    private static final long REMOVAL_PAUSE_MILLIS = 50;

    private final Path record;
    private final Path group;
    private final CgroupVersion version;
    private final String problem;
    private final Map<String, MemoryGroup> members = new HashMap<>();

    private MemoryGroups(Path record, Path group, CgroupVersion version, String problem) {
        this.record = record;
        this.group = group;
        this.version = version;
        this.problem = problem;
    }

    /**
     * Makes the group of a stack, after removing what one before left behind.
     *
     * @param record file that remembers where the group is, for whoever cleans up after a crash
     */
    public static MemoryGroups open(Path record) {
        return open(record, CgroupPlace.ofThisProcess());
    }

    static MemoryGroups open(Path record, Optional<CgroupPlace> place) {
        removeRecorded(record);
        if (place.isEmpty()) {
            return new MemoryGroups(record, null, null, "this machine has no memory cgroups");
        }
        CgroupVersion version = place.get().version();
        try {
            Path group = MemoryParent.of(place.get()).resolve(name(record));
            Files.createDirectories(record.getParent());
            Files.writeString(record, group.toString());
            Files.createDirectories(group);
            if (version == CgroupVersion.V2) {
                MemoryParent.enable(group);
            }
            return new MemoryGroups(record, group, version, null);
        } catch (IOException e) {
            removeRecorded(record);
            return new MemoryGroups(record, null, null, "memory cgroups cannot be made here: " + sentence(e));
        }
    }

    /** None, for a stack that shall not make any. */
    public static MemoryGroups none(String why) {
        return new MemoryGroups(null, null, null, why);
    }

    private static String sentence(IOException e) {
        return e instanceof FileSystemException f && f.getReason() == null
                ? e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage()
                : e.getMessage();
    }

    private static String name(Path record) {
        byte[] home = record.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return "reelmill-" + UUID.nameUUIDFromBytes(home);
    }

    /** Why there are none; empty when there are. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** A fresh group for a process of a worker, with that limit in bytes; empty where there are none. */
    public synchronized Optional<MemoryGroup> member(String worker, long limitBytes) {
        if (group == null) {
            return Optional.empty();
        }
        try {
            MemoryGroup member = members.computeIfAbsent(worker, name -> new MemoryGroup(group.resolve(name), version));
            // A fresh one for each process; what the one before has left running is waited for.
            remove(member.directory());
            Files.createDirectories(member.directory());
            member.limit(limitBytes);
            return Optional.of(member);
        } catch (IOException e) {
            System.err.println("no memory cgroup for " + worker + ": " + sentence(e));
            return Optional.empty();
        }
    }

    /** Removes the group of a worker that has ended. */
    public synchronized void remove(String worker) {
        MemoryGroup member = members.remove(worker);
        if (member != null) {
            remove(member.directory());
        }
    }

    /** Removes all of them; every process in them has ended. */
    public synchronized void close() {
        if (group != null) {
            removeRecorded(record);
        }
    }

    /** Removes what the record names, whoever made it; a group whose processes do not end stays, and its record with it. */
    public static void removeRecorded(Path record) {
        try {
            if (!Files.exists(record)) {
                return;
            }
            Path group = Path.of(Files.readString(record, StandardCharsets.UTF_8));
            if (!Files.isDirectory(group) || removeTree(group)) {
                Files.delete(record);
            }
        } catch (IOException e) {
            System.err.println("memory cgroups could not be removed: " + e.getMessage());
        }
    }

    private static boolean removeTree(Path group) throws IOException {
        try (DirectoryStream<Path> members = Files.newDirectoryStream(group, Files::isDirectory)) {
            for (Path member : members) {
                remove(member);
            }
        }
        return remove(group);
    }

    /** Killed processes take a moment to leave. */
    private static boolean remove(Path directory) {
        try {
            for (int i = 0; i < REMOVAL_TRIES; i++) {
                if (MemoryGroup.remove(directory)) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(REMOVAL_PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
