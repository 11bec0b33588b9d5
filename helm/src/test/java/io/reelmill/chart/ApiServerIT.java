package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server accepts all that is rendered, field by field: its strict validation refuses what it does not know. */
class ApiServerIT {

    private static final String NAMESPACE = "media";

    private static final PatchContext DRY_RUN = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager("test")
            .withDryRun(List.of("All"))
            .withFieldValidation("Strict")
            .withForce(true)
            .build();

    @TempDir
    static Path folder;

    private static ApiServer server;
    private static KubernetesClient client;

    static List<String> installations() {
        return Chart.MATRIX;
    }

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeConfig()))
                .build();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .create();
        String others = Files.readString(Chart.VALUES.resolveSibling("crds-of-others.yaml"));
        for (GenericKubernetesResource crd : Chart.parse(others)) {
            client.resource(crd).create();
        }
        client.resources(CustomResourceDefinition.class)
                .waitUntilCondition(ApiServerIT::established, 30, TimeUnit.SECONDS);
    }

    private static boolean established(CustomResourceDefinition crd) {
        return crd != null
                && crd.getStatus() != null
                && crd.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    @Test
    void would_refuse_a_field_that_it_does_not_know() {
        GenericKubernetesResource gateway = Chart.render("minimal").stream()
                .filter(resource -> resource.getKind().equals("Deployment"))
                .findFirst()
                .orElseThrow();
        gateway.getMetadata().setNamespace(NAMESPACE);
        gateway.<Map<String, Object>>get("spec").put("replicates", 3);
        assertThatThrownBy(() -> client.resource(gateway).patch(DRY_RUN)).hasMessageContaining("replicates");
    }

    @ParameterizedTest
    @MethodSource("installations")
    void accepts_every_manifest(String installation) {
        List<GenericKubernetesResource> all = Chart.render(installation);
        List<String> refused = new ArrayList<>();
        for (GenericKubernetesResource resource : all) {
            if (resource.getMetadata().getNamespace() == null && !clusterWide(resource)) {
                resource.getMetadata().setNamespace(NAMESPACE);
            }
            try {
                client.resource(resource).patch(DRY_RUN);
            } catch (KubernetesClientException e) {
                refused.add(resource.getKind() + " " + resource.getMetadata().getName() + ": " + e.getMessage());
            }
        }
        assertThat(refused).isEmpty();
        assertThat(all).hasSizeGreaterThan(20);
    }

    @Test
    void the_definitions_the_samples_and_the_default_installation_can_be_applied() throws Exception {
        kubectl("apply", "--kustomize", Chart.ROOT.resolve("k8s").toString());
        client.resources(CustomResourceDefinition.class)
                .withName("mediajobs.media.reelmill.io")
                .waitUntilCondition(ApiServerIT::established, 30, TimeUnit.SECONDS);
        kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=30s");
        kubectl(
                "apply",
                "--dry-run=server",
                "--filename",
                Chart.ROOT.resolve("k8s/samples").toString());
        assertThat(client.apps().deployments().inNamespace("reelmill").list().getItems())
                .extracting(deployment -> deployment.getMetadata().getName())
                .contains("reelmill-gateway", "reelmill-worker-small", "reelmill-merge");
    }

    private static void kubectl(String... arguments) throws Exception {
        Path config = Files.writeString(folder.resolve("config"), server.kubeConfig());
        List<String> command = new ArrayList<>(List.of(server.kubectl(), "--kubeconfig", config.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static boolean clusterWide(GenericKubernetesResource resource) {
        return resource.getKind().startsWith("Cluster") || resource.getKind().equals("CustomResourceDefinition");
    }
}
