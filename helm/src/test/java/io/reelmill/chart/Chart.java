package io.reelmill.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The chart of this repository, rendered by Helm without a cluster. */
final class Chart {

    /** The root of the repository. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    /** The chart. */
    static final Path DIRECTORY = ROOT.resolve("helm/reelmill");

    /** Charts that were released, packaged by Helm, with the sums of their bytes. */
    static final Path RELEASED = ROOT.resolve("helm/released");

    /** The values of the tests' installations. */
    static final Path VALUES = Path.of("src/test/resources/values").toAbsolutePath();

    /** The installations that every test of what is rendered goes through. */
    static final List<String> MATRIX = List.of("minimal", "production", "evaluation", "keda");

    private static final Path WITHOUT_HOOKS = withoutHooks();

    private Chart() {}

    /** The released charts, oldest first. */
    static List<Path> released() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .sorted(Comparator.comparing(Chart::version))
                    .toList();
        }
    }

    private static Version version(Path file) {
        String name = file.getFileName().toString();
        return Version.parse(name.substring(name.lastIndexOf('-') + 1, name.length() - ".tgz".length()));
    }

    /** Where the values of an installation of the matrix are: production's are part of the chart. */
    static Path values(String installation) {
        Path own = VALUES.resolve(installation + ".yaml");
        return Files.exists(own) ? own : DIRECTORY.resolve("values/" + installation + ".yaml");
    }

    /**
     * What an installation renders, as text. It must name its Secrets: where the chart makes them it looks for those that it
     * made before, in whatever cluster there is.
     */
    static String text(Path values, Map<String, ?> settings) {
        return text(DIRECTORY, values, settings);
    }

    private static String text(Path chart, Path values, Map<String, ?> settings) {
        TemplateCommand command = new Helm(chart)
                .template()
                .withName("reelmill")
                .withNamespace("media")
                .withKubeVersion("1.31.0")
                .withValuesFile(values);
        settings.forEach(command::set);
        return command.call();
    }

    /** What an installation of the matrix renders, with what {@code helm test} starts. */
    static List<GenericKubernetesResource> render(String installation) {
        return parse(text(WITHOUT_HOOKS, values(installation), Map.of()));
    }

    /** The chart with its hooks as resources like others: Helm does not show hooks among what it renders. */
    private static Path withoutHooks() {
        try (Stream<Path> files = Files.walk(DIRECTORY, FileVisitOption.FOLLOW_LINKS)) {
            Path copy = Files.createTempDirectory("chart").resolve("reelmill");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(DIRECTORY.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, Files.readString(file).replace("helm.sh/hook", "reelmill.io/was-hook"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a text, without empty ones. */
    static List<GenericKubernetesResource> parse(String text) {
        return Arrays.stream(text.split("(?m)^---\\s*$"))
                .map(document -> Serialization.unmarshal(document, GenericKubernetesResource.class))
                .filter(resource -> resource != null && resource.getKind() != null)
                .toList();
    }

    /** The pods that a manifest makes, as the specification of one; empty where it makes none. */
    static Optional<Map<String, Object>> podSpec(GenericKubernetesResource resource) {
        return switch (resource.getKind()) {
            case "Pod" -> Optional.of(resource.get("spec"));
            case "Deployment", "StatefulSet", "Job" -> Optional.of(resource.get("spec", "template", "spec"));
            default -> Optional.empty();
        };
    }

    /** The containers of a pod. */
    @SuppressWarnings("unchecked")
    static Stream<Map<String, Object>> containers(Map<String, Object> podSpec) {
        return ((List<Map<String, Object>>) podSpec.get("containers")).stream();
    }

    /** The environment of a container, without what comes from elsewhere. */
    @SuppressWarnings("unchecked")
    static Map<String, String> environment(Map<String, Object> container) {
        Map<String, String> environment = new TreeMap<>();
        ((List<Map<String, String>>) container.getOrDefault("env", List.of()))
                .stream()
                        .filter(variable -> variable.get("value") != null)
                        .forEach(variable -> environment.put(variable.get("name"), variable.get("value")));
        return environment;
    }
}
