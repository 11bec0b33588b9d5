package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassesTest {

    @TempDir
    Path copy;

    @Test
    void what_was_loaded_is_there_when_its_file_is_gone() throws Exception {
        Path classes = Path.of(OwnClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(classes.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        URL[] path = {copy.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(path, new NotOwn(getClass().getClassLoader()))) {
            var load = loader.loadClass(OwnClasses.class.getName()).getDeclaredMethod("load");
            load.setAccessible(true);
            assertThat((int) load.invoke(null)).isGreaterThan(30);

            Files.delete(copy.resolve("io/reelmill/stack/process/Signals.class"));

            assertThat(loader.loadClass("io.reelmill.stack.process.Signals").getClassLoader())
                    .isSameAs(loader);
        }
    }

    /** Hides this module, so that its copy is what is loaded. */
    private static final class NotOwn extends ClassLoader {
        NotOwn(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.reelmill.stack.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
