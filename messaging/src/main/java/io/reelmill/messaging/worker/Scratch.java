package io.reelmill.messaging.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.reelmill.common.message.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/** Scratch directories: one per attempt inside one per worker, removed when the attempt ends and, after a crash, at start. */
@ApplicationScoped
class Scratch {

    private static final Logger LOG = Logger.getLogger(Scratch.class);
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    private final Path root;
    private final Optional<MemorySize> space;
    private final AtomicLong next = new AtomicLong();
    private volatile boolean inMemory;

    Scratch(WorkerConfig config, Identity identity) {
        this.root = config.scratchDir().resolve(identity.workerId());
        this.space = config.scratchSpace();
    }

    /** Removes what an earlier life of this worker left. */
    void clean() throws IOException {
        delete(root);
        Files.createDirectories(root);
        inMemory = IN_MEMORY.contains(Files.getFileStore(root).type());
        if (inMemory) {
            LOG.warnf("Scratch files in %s lie in memory and take from what encodes may use; give it a disk", root);
        }
    }

    /** Whether scratch files are kept in memory, where they count against the worker's limit. Known once cleaned. */
    boolean inMemory() {
        return inMemory;
    }

    /** Bytes that tasks may take together: what they are given, and no more than is free. */
    long space() {
        long free = root.toFile().getUsableSpace();
        return space.map(given -> Math.min(given.asLongValue(), free)).orElse(free);
    }

    /** A directory for an attempt, not made yet. Its name is that of no other, and of no place elsewhere. */
    Path of(WorkItem item) {
        String task = item.taskId().replaceAll("[^A-Za-z0-9-]", "_");
        return root.resolve(task + "-" + item.attempt() + "-" + next.incrementAndGet());
    }

    static void delete(Path directory) throws IOException {
        walk(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, IOException failure) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Bytes in a directory; files that vanish meanwhile are not counted. */
    static long size(Path directory) {
        LongAdder bytes = new LongAdder();
        try {
            walk(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes.add(attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.sum();
    }

    private static void walk(Path directory, SimpleFileVisitor<Path> visitor) throws IOException {
        try {
            Files.walkFileTree(directory, visitor);
        } catch (NoSuchFileException e) {
            // Nothing there is what both callers want.
        }
    }
}
