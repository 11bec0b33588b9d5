package io.reelmill.operator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real API server accepts and refuses. A case is a file: {@code valid-*} is accepted; {@code invalid-*} is refused with
 * the message in its first line; {@code update-*} holds a resource and, behind {@code ---}, what it is to become.
 */
class SchemaIT {

    private static final Path CASES = Path.of("src/test/resources/SchemaIT");
    private static final String EXPECTED = "# refused: ";

    private static KubernetesClient client;
    private static String namespace;

    @BeforeAll
    static void cluster() {
        TestCluster cluster = TestCluster.get();
        client = cluster.client();
        namespace = cluster.namespace("schema");
    }

    static List<Path> valid() {
        return cases("valid-");
    }

    static List<Path> invalid() {
        return cases("invalid-");
    }

    static List<Path> updates() {
        return cases("update-");
    }

    private static List<Path> cases(String prefix) {
        try (Stream<Path> all = Files.list(CASES)) {
            return all.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_case_is_used() throws IOException {
        try (Stream<Path> all = Files.list(CASES)) {
            assertThat(all)
                    .hasSize(valid().size() + invalid().size() + updates().size());
        }
    }

    @ParameterizedTest
    @MethodSource
    void valid(Path file) throws IOException {
        GenericKubernetesResource made = create(Files.readString(file));

        assertThat(made.getMetadata().getUid()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Path file) throws IOException {
        String text = Files.readString(file);

        assertThatThrownBy(() -> create(text))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(expected(text));
    }

    @ParameterizedTest
    @MethodSource
    void updates(Path file) throws IOException {
        String text = Files.readString(file);
        String[] versions = text.split("\n---\n");
        create(versions[0]);
        GenericKubernetesResource next = resource(versions[1]);

        if (text.startsWith(EXPECTED)) {
            assertThatThrownBy(
                            () -> client.resource(next).inNamespace(namespace).update())
                    .isInstanceOf(KubernetesClientException.class)
                    .hasMessageContaining(expected(text));
        } else {
            assertThat(client.resource(next)
                            .inNamespace(namespace)
                            .update()
                            .getMetadata()
                            .getGeneration())
                    .isEqualTo(2);
        }
    }

    @Test
    void defaults_are_filled_in() throws IOException {
        MediaJob job = client.resources(MediaJob.class)
                .inNamespace(namespace)
                .load(Files.newInputStream(CASES.resolve("valid-least.yaml")))
                .item();
        job.getMetadata().setName("defaults");
        MediaJobSpec made = client.resource(job).inNamespace(namespace).create().getSpec();

        assertThat(made.chunking().seconds()).isEqualTo(10);
        assertThat(made.memory().onOom()).isEqualTo(MemoryPolicy.OnOom.ESCALATE);
        assertThat(made.retries()).isEqualTo(3);
        assertThat(made.priority()).isZero();
        assertThat(made.suspend()).isFalse();
        assertThat(made.deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    }

    private static String expected(String text) {
        String first = text.substring(0, text.indexOf('\n'));
        assertThat(first).startsWith(EXPECTED);
        return first.substring(EXPECTED.length());
    }

    private static GenericKubernetesResource create(String text) {
        return client.resource(resource(text)).inNamespace(namespace).create();
    }

    private static GenericKubernetesResource resource(String text) {
        HasMetadata read = client.resource(text).item();
        return client.getKubernetesSerialization().convertValue(read, GenericKubernetesResource.class);
    }
}
