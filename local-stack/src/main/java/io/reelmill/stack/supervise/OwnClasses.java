package io.reelmill.stack.supervise;

import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Loads every class of this module, and of the messages, at once: a daemon outlives a rebuild of the jars that it came from. */
final class OwnClasses {

    private static final Map<Class<?>, String> ROOTS =
            Map.of(OwnClasses.class, "io/reelmill/stack", Messages.class, "io/reelmill/common");

    private OwnClasses() {}

    static int load() {
        return ROOTS.entrySet().stream()
                .mapToInt(root -> load(root.getKey(), root.getValue()))
                .sum();
    }

    private static int load(Class<?> one, String root) {
        try {
            Path source = Path.of(
                    one.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                return load(source, root);
            }
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                return load(jar.getPath("/"), root);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the classes of the stack", e);
        }
    }

    private static int load(Path source, String root) throws IOException {
        try (Stream<Path> files = Files.walk(source.resolve(root))) {
            List<String> names = files.map(
                            file -> source.relativize(file).toString().replace('\\', '/'))
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
