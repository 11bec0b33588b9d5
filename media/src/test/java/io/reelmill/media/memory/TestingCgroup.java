package io.reelmill.media.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A memory cgroup made for a test, below that of this process or at the top of the machine's. */
public final class TestingCgroup implements AutoCloseable {

    private final Path directory;
    private final CgroupLayout layout;

    private TestingCgroup(Path directory, CgroupLayout layout) {
        this.directory = directory;
        this.layout = layout;
    }

    /** Empty where this machine lets nobody make one. */
    public static Optional<TestingCgroup> create(long limitBytes) throws IOException {
        for (Cgroup parent : Cgroups.own().levels()) {
            Path directory = parent.directory().resolve("reelmill-test-" + System.nanoTime());
            try {
                Files.createDirectory(directory);
            } catch (IOException e) {
                continue;
            }
            Path limit = directory.resolve(parent.layout().limit);
            if (Files.isWritable(limit)) {
                TestingCgroup made = new TestingCgroup(directory, parent.layout());
                made.limit(limitBytes);
                return Optional.of(made);
            }
            Files.delete(directory);
        }
        return Optional.empty();
    }

    /** A command line that runs the command in it. */
    public List<String> around(List<String> command) {
        List<String> line = new ArrayList<>(List.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\""));
        line.add(directory.resolve("cgroup.procs").toString());
        line.addAll(command);
        return line;
    }

    /** Lets it use so many bytes from now on. */
    public void limit(long bytes) throws IOException {
        Files.writeString(directory.resolve(layout.limit), Long.toString(bytes));
    }

    /** Bytes that it uses now and that cannot be reclaimed. */
    public long usedBytes() {
        return new Cgroup(directory, layout).workingSetBytes();
    }

    /** Processes of it that the kernel killed. */
    public long oomKills() {
        return new Cgroup(directory, layout).oomKills().orElse(0);
    }

    @Override
    public void close() throws IOException {
        Files.delete(directory);
    }
}
