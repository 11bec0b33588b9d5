package io.reelmill.e2e.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A disk of its own for a directory, small enough to be filled, where this machine allows it. */
final class SmallDisk implements AutoCloseable {

    private static final String SIZE = "size=96m";

    private final Path place;
    private final boolean mounted;

    private SmallDisk(Path place, boolean mounted) {
        this.place = place;
        this.mounted = mounted;
    }

    static SmallDisk at(Path place) throws IOException, InterruptedException {
        Files.createDirectories(place);
        boolean mounted = run(List.of("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", place.toString()));
        SmallDisk disk = new SmallDisk(place, mounted);
        Runtime.getRuntime().addShutdownHook(new Thread(disk::close));
        return disk;
    }

    boolean isThere() {
        return mounted;
    }

    private static boolean run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() {
        try {
            if (mounted) {
                run(List.of("umount", "-l", place.toString()));
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("not unmounted: " + place);
        }
    }
}
