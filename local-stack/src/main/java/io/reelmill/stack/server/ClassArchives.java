package io.reelmill.stack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Class data that Java programs map instead of parsing their classes anew at each start, which saves a third of the CPU
 * time of a start. A program writes its archive when it first ends in order; later ones read it. Thread-safe.
 */
public final class ClassArchives {

    private static final String SUFFIX = ".jsa";
    private static final String UNSETTLED = ".partial";
    /** Stacks of several homes share the archives: each settles its own. */
    private static final long OWN = ProcessHandle.current().pid();

    private final Path directory;

    private ClassArchives(Path directory) {
        this.directory = directory;
    }

    /** Archives in a directory. */
    public static ClassArchives in(Path directory) {
        return new ClassArchives(directory);
    }

    /** No archives: for programs that are started only once or twice. */
    public static ClassArchives none() {
        return new ClassArchives(null);
    }

    /**
     * The JVM options of a program.
     *
     * @param name the program
     * @param version changes with its code
     * @param write whether it may write the archive; of several processes of one program only one may
     */
    public List<String> options(String name, int version, boolean write) {
        if (directory == null) {
            return List.of();
        }
        Path archive = archive(name, version);
        if (Files.exists(archive)) {
            return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:class+path=off");
        }
        if (!write) {
            return List.of();
        }
        remove(name + "-");
        return List.of(
                "-XX:ArchiveClassesAtExit=" + archive + UNSETTLED + "-" + OWN,
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off");
    }

    /** The program has ended in order: what it has written is whole. */
    public void settle(String name) {
        if (directory == null) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, name + "-*" + UNSETTLED + "-" + OWN)) {
            for (Path file : files) {
                String settled = file.getFileName().toString().replace(UNSETTLED + "-" + OWN, "");
                Files.move(file, file.resolveSibling(settled), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the class archive of " + name, e);
        }
    }

    private Path archive(String name, int version) {
        int id = 31 * version + System.getProperty("java.vm.version").hashCode();
        return directory.resolve("%s-%08x%s".formatted(name, id, SUFFIX));
    }

    private void remove(String prefix) {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, prefix + "*")) {
                for (Path file : files) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove old class archives in " + directory, e);
        }
    }
}
