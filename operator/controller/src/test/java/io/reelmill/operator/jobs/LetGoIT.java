package io.reelmill.operator.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorAccount;
import io.reelmill.operator.testing.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator for the whole cluster whose gateway is gone for good. */
class LetGoIT {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LET_GO = Duration.ofSeconds(6);

    private static KubernetesClient client;
    private static String elsewhere;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() {
        TestCluster cluster = TestCluster.get();
        client = cluster.client();
        String namespace = cluster.namespace("operators");
        elsewhere = cluster.namespace("films");
        String kubeconfig = OperatorAccount.kubeconfig(REPOSITORY, cluster, namespace);
        OperatorAccount.everywhere(REPOSITORY, cluster, namespace);
        String nobody = "http://127.0.0.1:1";
        operator = new OperatorProcess(
                        REPOSITORY,
                        kubeconfig,
                        Map.of(
                                "REELMILL_OPERATOR_GATEWAY_URL",
                                nobody,
                                "REELMILL_OPERATOR_GATEWAY_INTERNAL_URL",
                                nobody,
                                "REELMILL_OPERATOR_JOBS_LONGEST_REST",
                                "1s",
                                "REELMILL_OPERATOR_JOBS_LET_GO_AFTER",
                                LET_GO.toSeconds() + "s"))
                .start();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
    }

    @Test
    void a_deleted_job_is_kept_for_its_time_and_then_let_go_in_any_namespace() {
        MediaJob job = client.getKubernetesSerialization()
                .unmarshal("spec: {source: {url: 'https://example.com/a.mp4'}, profile: fast}", MediaJob.class);
        job.setMetadata(new ObjectMetaBuilder()
                .withName("orphan")
                .withNamespace(elsewhere)
                .build());
        Resource<MediaJob> orphan = client.resource(job);
        orphan.create();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(orphan.get().getStatus())
                .isNotNull()
                .extracting(status -> status.conditions().stream()
                        .filter(condition -> condition.type() == ConditionType.ACCEPTED)
                        .map(condition -> condition.reason())
                        .findFirst()
                        .orElseThrow())
                .isEqualTo("Unavailable"));

        orphan.delete();

        Instant deleted = Instant.parse(orphan.get().getMetadata().getDeletionTimestamp());
        await().atMost(PATIENCE).until(() -> orphan.get() == null);
        assertThat(Duration.between(deleted, Instant.now())).isGreaterThanOrEqualTo(LET_GO);
    }
}
