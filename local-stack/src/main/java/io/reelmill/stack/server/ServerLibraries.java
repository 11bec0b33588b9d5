package io.reelmill.stack.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Where the servers' own libraries are. The build records them ({@code libraries.classpath}), so that they are on the
 * class path of the servers' processes and on nobody else's.
 */
final class ServerLibraries {

    private static final String RESOURCE = "libraries.classpath";

    private final List<Path> jars;

    private ServerLibraries(List<Path> jars) {
        this.jars = jars;
    }

    static ServerLibraries recorded() {
        List<Path> jars =
                Arrays.stream(read().split(File.pathSeparator)).map(Path::of).toList();
        List<Path> missing = jars.stream().filter(jar -> !Files.isReadable(jar)).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "libraries of the local servers are gone from the Maven repository, such as " + missing.get(0)
                            + "; build again: mvn -pl local-stack -am -DskipTests install");
        }
        return new ServerLibraries(jars);
    }

    private static String read() {
        try (InputStream in = ServerLibraries.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing: build local-stack with Maven first");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String classPath() {
        return String.join(File.pathSeparator, jars.stream().map(Path::toString).toList());
    }

    Path jar(String artifact) {
        return jars.stream()
                .filter(jar -> jar.getFileName().toString().startsWith(artifact + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(artifact + " is not among the servers' libraries"));
    }
}
