package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a release made stays what it was when the release changes, is taken back and goes. */
class UpgradeIT {

    private static final String NAMESPACE = "reelmill";
    private static final List<String> SECRETS = List.of("reelmill-auth", "reelmill-postgres", "reelmill-s3");

    private static ApiServer server;
    private static KubernetesClient client;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeConfig()))
                .build();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            client.close();
            server.close();
        }
    }

    @Test
    void secrets_and_media_jobs_outlive_upgrades_and_the_release() throws Exception {
        new Helm(Chart.DIRECTORY)
                .install()
                .withName("reelmill")
                .withNamespace(NAMESPACE)
                .createNamespace()
                .set("evaluation.enabled", "true")
                .withKubeConfigContents(server.kubeConfig())
                .call();
        List<Map<String, String>> secrets = secrets();
        assertThat(secrets).hasSize(3).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(1));
        sample();

        upgrade("4");
        assertThat(replicas()).isEqualTo(4);
        assertThat(secrets()).isEqualTo(secrets);

        upgrade("2");
        assertThat(replicas()).isEqualTo(2);
        assertThat(secrets()).isEqualTo(secrets);

        Helm.uninstall("reelmill")
                .withNamespace(NAMESPACE)
                .withKubeConfigContents(server.kubeConfig())
                .call();
        assertThat(client.apps().deployments().inNamespace(NAMESPACE).list().getItems())
                .isEmpty();
        assertThat(secrets()).isEqualTo(secrets);
        assertThat(client.genericKubernetesResources("media.reelmill.io/v1alpha1", "MediaJob")
                        .inNamespace(NAMESPACE)
                        .list()
                        .getItems())
                .hasSize(1);
    }

    private static void upgrade(String workers) {
        new Helm(Chart.DIRECTORY)
                .upgrade()
                .withName("reelmill")
                .withNamespace(NAMESPACE)
                .set("evaluation.enabled", "true")
                .set("workers.small.replicas", workers)
                .withKubeConfigContents(server.kubeConfig())
                .call();
    }

    private static void sample() throws Exception {
        String sample = Files.readString(Chart.ROOT.resolve("k8s/samples/one-rendition.yaml"));
        for (GenericKubernetesResource job : Chart.parse(sample)) {
            job.getMetadata().setNamespace(NAMESPACE);
            client.resource(job).create();
        }
    }

    private static int replicas() {
        Deployment workers = client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("reelmill-worker-small")
                .get();
        return workers.getSpec().getReplicas();
    }

    private static List<Map<String, String>> secrets() {
        return SECRETS.stream()
                .map(name ->
                        client.secrets().inNamespace(NAMESPACE).withName(name).get())
                .map(Secret::getData)
                .toList();
    }
}
