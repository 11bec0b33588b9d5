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

    JavaServers(ServerLibraries libraries, Path stateDirectory) {
        this.libraries = libraries;
        this.logging = copyLogging(stateDirectory.resolve("logback.xml"));
    }

    List<String> command(int heapMiB, String mainClass, String... arguments) {
        return JavaCommand.withHeap(heapMiB)
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
