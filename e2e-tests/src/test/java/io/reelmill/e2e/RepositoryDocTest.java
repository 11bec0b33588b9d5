package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say of the code is so. */
class RepositoryDocTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern TEST_NAME = Pattern.compile("`([A-Z]\\w*(?:Test|IT)(?:#\\w+)?)`");
    private static final Pattern TEST_FILE = Pattern.compile("\\w+(?:Test|IT)\\.java");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final String REFERENCE = "<!-- from the sources -->\n";

    @Test
    void every_test_that_a_document_names_exists() throws IOException {
        Map<String, Path> files = sources()
                .filter(p -> TEST_FILE.matcher(p.getFileName().toString()).matches())
                .collect(Collectors.toMap(p -> p.getFileName().toString(), p -> p));

        for (Path document : documents()) {
            for (String name : matches(TEST_NAME, document)) {
                String[] parts = name.split("#");
                assertThat(files).as("named in " + document).containsKey(parts[0] + ".java");
                if (parts.length > 1) {
                    assertThat(files.get(parts[0] + ".java"))
                            .content()
                            .as("named in " + document)
                            .contains(" " + parts[1] + "(");
                }
            }
        }
    }

    @Test
    void every_link_between_documents_leads_somewhere() throws IOException {
        for (Path document : documents()) {
            for (String link : matches(LINK, document)) {
                assertThat(document.resolveSibling(link))
                        .as("linked from " + document)
                        .exists();
            }
        }
    }

    @Test
    void the_configuration_reference_is_that_of_the_sources() throws IOException {
        StringBuilder reference = new StringBuilder();
        for (Path source : sources()
                .filter(p -> p.toString().contains("/src/main/") && p.toString().endsWith("Config.java"))
                .sorted()
                .toList()) {
            reference.append(ConfigReference.of(source));
        }
        Path document = ROOT.resolve("docs/configuration.md");
        String text = Files.readString(document);
        String introduction = text.substring(0, text.indexOf(REFERENCE) + REFERENCE.length());
        if (Boolean.getBoolean("reelmill.docs.write")) {
            Files.writeString(document, introduction + reference);
        }

        assertThat(Files.readString(document))
                .as("write it anew with -Dreelmill.docs.write=true")
                .isEqualTo(introduction + reference);
    }

    private static List<String> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(p -> p.toString()
                            .endsWith(".md")))
                    .toList();
        }
    }

    private static Stream<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(p -> p.toString().endsWith(".java")).toList().stream();
        }
    }
}
