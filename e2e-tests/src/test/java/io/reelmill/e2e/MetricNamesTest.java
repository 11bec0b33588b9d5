package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name of a metric stands for one thing: two services that count the same under it would make a sum twice as large. */
class MetricNamesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern LITERAL =
            Pattern.compile("(counter|timer|gauge|summary|builder)\\(\\s*\"reelmill[._]");

    private record Source(Path file, String text) {}

    private final List<Source> sources = sources();

    @Test
    void every_metric_is_made_by_one_class() throws IllegalAccessException {
        for (Field field : Telemetry.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.get(null).toString().startsWith("reelmill.")) {
                Pattern use = Pattern.compile("Telemetry\\." + field.getName() + "\\b");
                assertThat(sources.stream()
                                .filter(source -> use.matcher(source.text()).find()))
                        .as(field.getName())
                        .extracting(source -> source.file().getFileName().toString())
                        .hasSize(1);
            }
        }
        assertThat(Arrays.stream(Telemetry.class.getFields()).map(Field::getName))
                .contains("ATTEMPTS", "WORKER_ATTEMPTS");
    }

    @Test
    void no_metric_is_named_anywhere_else() {
        assertThat(sources.stream()
                        .filter(source -> LITERAL.matcher(source.text()).find()))
                .extracting(Source::file)
                .isEmpty();
    }

    private static List<Source> sources() {
        try (Stream<Path> modules = Files.find(ROOT, 2, (path, about) -> about.isDirectory())) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(MetricNamesTest::javaFiles)
                    .map(file -> new Source(file, read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
