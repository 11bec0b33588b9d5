package io.reelmill.stack.supervise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Loads every class of this module at once, so that a daemon outlives a rebuild of the jar that it came from. */
final class OwnClasses {

    private static final String ROOT = "io/reelmill/stack";

    private OwnClasses() {}

    static int load() {
        try {
            Path source = Path.of(OwnClasses.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(source)) {
                return load(source);
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return load(jar.getPath("/"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the classes of the stack", e);
        }
    }

    private static int load(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(ROOT))) {
            List<String> names = files.map(
                            file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
            names.forEach(OwnClasses::load);
            return names.size();
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException("class " + name + " is gone", e));
        }
    }
}
