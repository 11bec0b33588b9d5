package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a release made stays what it was when the release before it is upgraded, is taken back and goes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeIT {

    private static final String NAMESPACE = "reelmill";
    private static final List<String> SECRETS = List.of("reelmill-auth", "reelmill-postgres", "reelmill-s3");

    @TempDir
    static Path folder;

    private static ApiServer server;
    private static KubernetesClient client;
    private static Path before;

    /** What people and the operator made: it must be there, and the very same. */
    private record Kept(List<Map<String, String>> secrets, List<GenericKubernetesResource> jobs, List<String> served) {}

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeConfig()))
                .build();
        List<Path> released = Chart.released();
        before = released.get(released.size() - 1);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    @Test
    @Order(1)
    void all_that_is_not_the_charts_outlives_an_upgrade_from_the_chart_before_and_the_way_back() throws Exception {
        new Helm(before)
                .install()
                .withName("reelmill")
                .withNamespace(NAMESPACE)
                .createNamespace()
                .set("evaluation.enabled", "true")
                .withKubeConfigContents(server.kubeConfig())
                .call();
        String chartBefore = chart();
        runningJob();
        Kept kept = kept();
        assertThat(kept.secrets()).hasSize(3).allSatisfy(secret -> assertThat(secret)
                .hasSizeGreaterThan(1));
        Map<String, String> deployments = uids();

        upgrade(Chart.DIRECTORY, "4");
        assertThat(chart()).isNotEqualTo(chartBefore);
        assertThat(replicas()).isEqualTo(4);
        assertThat(kept()).isEqualTo(kept);
        assertThat(uids()).isEqualTo(deployments);

        rollback();
        assertThat(chart()).isEqualTo(chartBefore);
        assertThat(replicas()).isEqualTo(2);
        assertThat(kept()).isEqualTo(kept);
        assertThat(uids()).isEqualTo(deployments);
    }

    @Test
    @Order(2)
    void a_second_release_does_not_take_the_definitions_from_the_first() {
        assertThatThrownBy(() -> new Helm(Chart.DIRECTORY)
                        .install()
                        .withName("other")
                        .withNamespace("other")
                        .createNamespace()
                        .set("evaluation.enabled", "true")
                        .withKubeConfigContents(server.kubeConfig())
                        .call())
                .hasMessageContaining("CustomResourceDefinition")
                .hasMessageContaining("must equal \"other\": current value is \"reelmill\"");
    }

    @Test
    @Order(3)
    void secrets_and_media_jobs_outlive_the_release() {
        Kept kept = kept();

        Helm.uninstall("reelmill")
                .withNamespace(NAMESPACE)
                .withKubeConfigContents(server.kubeConfig())
                .call();

        assertThat(client.apps().deployments().inNamespace(NAMESPACE).list().getItems())
                .isEmpty();
        assertThat(kept()).isEqualTo(kept);
    }

    private static void upgrade(Path chart, String workers) {
        new Helm(chart)
                .upgrade()
                .withName("reelmill")
                .withNamespace(NAMESPACE)
                .set("evaluation.enabled", "true")
                .set("workers.small.replicas", workers)
                .withKubeConfigContents(server.kubeConfig())
                .call();
    }

    /** Takes the upgrade back, as Helm's own command does where there is one; otherwise by the chart before. */
    private static void rollback() throws Exception {
        if (!Programs.onPath("helm")) {
            System.out.println(
                    "there is no helm on the PATH: the chart before is installed as an upgrade instead of a rollback");
            upgrade(before, "2");
            return;
        }
        Path config = Files.writeString(folder.resolve("kubeconfig"), server.kubeConfig());
        Process helm = new ProcessBuilder(
                        "helm",
                        "rollback",
                        "reelmill",
                        "1",
                        "--namespace",
                        NAMESPACE,
                        "--kubeconfig",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(helm.getInputStream().readAllBytes());
        assertThat(helm.waitFor()).as(said).isZero();
    }

    /** A MediaJob with a status as the operator writes it in the middle of the work. */
    private static void runningJob() throws Exception {
        String sample = Files.readString(Chart.ROOT.resolve("k8s/samples/one-rendition.yaml"));
        for (GenericKubernetesResource job : Chart.parse(sample)) {
            job.getMetadata().setNamespace(NAMESPACE);
            job.getMetadata().setFinalizers(List.of("media.reelmill.io/cancel"));
            GenericKubernetesResource made = client.resource(job).create();
            made.setAdditionalProperty(
                    "status",
                    Map.of(
                            "phase", "Encoding",
                            "jobId", "019aaf00-0000-7000-8000-000000000001",
                            "progress", Map.of("percent", 40, "chunksTotal", 10, "chunksDone", 4, "framesDone", 960)));
            client.resource(made).updateStatus();
        }
    }

    private static Kept kept() {
        List<Map<String, String>> secrets = SECRETS.stream()
                .map(name ->
                        client.secrets().inNamespace(NAMESPACE).withName(name).get())
                .map(Secret::getData)
                .toList();
        List<GenericKubernetesResource> jobs = client.genericKubernetesResources(
                        "media.reelmill.io/v1alpha1", "MediaJob")
                .inNamespace(NAMESPACE)
                .list()
                .getItems();
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).<String>get("status", "jobId")).isNotBlank();
        List<String> served = client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
                .flatMap(crd -> crd.getSpec().getVersions().stream()
                        .filter(version -> version.getServed())
                        .map(version -> crd.getMetadata().getName() + " "
                                + crd.getMetadata().getUid() + " " + version.getName()))
                .toList();
        assertThat(served).hasSizeGreaterThanOrEqualTo(2);
        return new Kept(secrets, jobs, served);
    }

    /** The same Deployments: those that are made anew end all of their pods at once. */
    private static Map<String, String> uids() {
        return client.apps().deployments().inNamespace(NAMESPACE).list().getItems().stream()
                .map(HasMetadata::getMetadata)
                .collect(Collectors.toMap(about -> about.getName(), about -> about.getUid()));
    }

    private static Deployment workers() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("reelmill-worker-small")
                .get();
    }

    private static int replicas() {
        return workers().getSpec().getReplicas();
    }

    private static String chart() {
        return workers().getMetadata().getLabels().get("helm.sh/chart");
    }
}
