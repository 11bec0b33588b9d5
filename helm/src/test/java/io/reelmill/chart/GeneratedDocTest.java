package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is generated of the chart is what the chart says now. Written anew with {@code -Dreelmill.docs.write=true}. */
class GeneratedDocTest {

    private static final String FROM_VALUES = "<!-- from values.yaml -->\n";
    private static final Path K8S = Chart.ROOT.resolve("k8s");

    @Test
    void the_readme_has_every_value() throws IOException {
        Path readme = Chart.DIRECTORY.resolve("README.md");
        String text = Files.readString(readme);
        String introduction = text.substring(0, text.indexOf(FROM_VALUES) + FROM_VALUES.length());
        String values = Files.readString(Chart.DIRECTORY.resolve("values.yaml"));
        check(readme, introduction + "\n" + ValuesReference.of(values));
    }

    @Test
    void the_manifests_are_those_of_the_default_installation() throws IOException {
        check(
                K8S.resolve("reelmill.yaml"),
                "# Rendered from helm/reelmill with values.yaml of this folder.\n" + rendered());
    }

    /** Without the test of Helm, which only Helm starts, and with the namespace that the kustomization names. */
    private static String rendered() {
        String text = Chart.text(K8S.resolve("values.yaml"), Map.of());
        return Arrays.stream(text.split("(?m)^---\\s*$"))
                .filter(document -> Chart.parse(document).stream().anyMatch(GeneratedDocTest::belongsThere))
                .map(document -> "---\n" + document.strip() + "\n")
                .collect(Collectors.joining());
    }

    private static boolean belongsThere(GenericKubernetesResource resource) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return !resource.getKind().equals("CustomResourceDefinition")
                && (annotations == null || !annotations.containsKey("helm.sh/hook"));
    }

    private static void check(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("reelmill.docs.write")) {
            Files.writeString(file, expected);
        }
        assertThat(file).exists();
        assertThat(Files.readString(file))
                .as("write it anew with -Dreelmill.docs.write=true")
                .isEqualTo(expected);
    }
}
