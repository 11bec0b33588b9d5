package io.reelmill.stack.supervise;

import io.reelmill.stack.memory.MemoryGroups;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.Trees;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What a stack leaves in its home. Only that is removed: whatever else is in the directory stays. */
public final class StackRemains {

    private static final List<String> FILES = List.of(
            "stack.json",
            "ports.properties",
            "credentials.properties",
            "internal-token",
            "memory-groups",
            "logback.xml");

    private final StackHome home;

    /** The remains in that home. */
    public StackRemains(StackHome home) {
        this.home = home;
    }

    /**
     * Removes them, and the home when nothing else is in it.
     *
     * @throws IllegalStateException when a stack runs there
     */
    public void remove() throws IOException {
        if (!Files.isDirectory(home.root())) {
            return;
        }
        try (FileChannel file = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new IllegalStateException("a stack runs in " + home.root() + "; stop it first");
            }
            MemoryGroups.removeRecorded(home.memoryGroups());
            for (String name : names()) {
                Trees.delete(home.root().resolve(name));
            }
            Files.deleteIfExists(home.lock());
        }
        try (DirectoryStream<Path> rest = Files.newDirectoryStream(home.root())) {
            if (rest.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(home.root());
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(FILES);
        names.addAll(List.of("logs", "scratch", "cache"));
        for (Server server : Server.values()) {
            names.add(server.id());
        }
        return names;
    }
}
