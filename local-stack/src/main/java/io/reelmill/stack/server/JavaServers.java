package io.reelmill.stack.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** How the servers written in Java are run: the recorded libraries, quiet logging. */
final class JavaServers {

    private final ServerLibraries libraries;
    private final Path logging;
    private final ClassArchives archives;

    JavaServers(ServerLibraries libraries, Path stateDirectory, ClassArchives archives) {
        this.libraries = libraries;
        this.archives = archives;
        this.logging = copyLogging(stateDirectory.resolve("logback.xml"));
    }

    /** A step that runs once. */
    List<String> step(int heapMiB, String mainClass, String... arguments) {
        return command(heapMiB, List.of(), mainClass, arguments);
    }

    /** A server that runs again and again. */
    List<String> server(Server server, int heapMiB, String mainClass, String... arguments) {
        int version = libraries.classPath().hashCode();
        return command(heapMiB, archives.options(server.id(), version, true), mainClass, arguments);
    }

    private List<String> command(int heapMiB, List<String> options, String mainClass, String... arguments) {
        return JavaCommand.withHeap(heapMiB)
                .options(options)
                .option("-Dlogback.configurationFile=" + logging)
                .option("-Dlog4j2.level=OFF")
                .main(libraries.classPath(), mainClass, arguments);
    }

    private static Path copyLogging(Path target) {
        try (InputStream in = JavaServers.class.getResourceAsStream("logback.xml")) {
            Files.createDirectories(target.getParent());
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target, e);
        }
    }
}
