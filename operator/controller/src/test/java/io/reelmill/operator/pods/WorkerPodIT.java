package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Termination.Reason;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorProcess;
import io.reelmill.operator.testing.TestingGateway;
import io.reelmill.operator.testing.TestingGateway.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pods with statuses as kubelets write them, on a real API server, and what the operator makes of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkerPodIT {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static KubernetesClient client;
    private static String namespace;
    private static TestingGateway gateway;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() {
        TestCluster cluster = TestCluster.get();
        client = cluster.client();
        namespace = cluster.namespace("pods");
        gateway = new TestingGateway();
        operator = new OperatorProcess(
                        REPOSITORY,
                        cluster,
                        namespace,
                        gateway.environment(
                                namespace,
                                Map.of(
                                        "REELMILL_OPERATOR_PODS_RESTARTS",
                                        "2",
                                        "REELMILL_OPERATOR_PODS_REFUSED_REST",
                                        "1s")))
                .start();
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
            gateway.close();
        }
    }

    /** A pod, and how each report of it and each Event about it begins. */
    record Case(String name, TestingPod pod, List<Reason> reports, List<String> events) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static TestingPod pod(String name) {
        return new TestingPod(namespace, name);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "confirmed",
                        pod("confirmed").died("OOMKilled", 137),
                        List.of(Reason.OOM),
                        List.of("OomConfirmed")),
                new Case(
                        "suspected-143",
                        pod("suspected-143").died("OOMKilled", 143),
                        List.of(Reason.OOM_SUSPECTED),
                        List.of("OomSuspected")),
                new Case(
                        "suspected-0",
                        pod("suspected-0").died("OOMKilled", 0),
                        List.of(Reason.OOM_SUSPECTED),
                        List.of("OomSuspected")),
                new Case(
                        "error-137",
                        pod("error-137").died("Error", 137),
                        List.of(Reason.OOM_SUSPECTED),
                        List.of("OomSuspected")),
                new Case(
                        "evicted",
                        pod("evicted").evicted().lies("Error", 137, 0),
                        List.of(Reason.EVICTED),
                        List.of("Evicted")),
                new Case(
                        "evicted-unseen", pod("evicted-unseen").evicted(), List.of(Reason.EVICTED), List.of("Evicted")),
                new Case(
                        "several-containers",
                        pod("several-containers").sidecarDied("OOMKilled", 137).died("Error", 1),
                        List.of(Reason.OTHER),
                        List.of("OomConfirmed", "Other")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Order(1)
    void each_end_is_told_once_and_said_at_the_pod(Case one) {
        create(one.pod().build());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events(one.name()))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrderElementsOf(one.events()));
        assertThat(gateway.reports(one.name()))
                .extracting(report -> report.death().reason())
                .isEqualTo(one.reports());
        assertThat(gateway.reports(one.name()))
                .allSatisfy(report -> assertThat(report.death().node()).isEqualTo("node-1"));
    }

    @Test
    @Order(2)
    void a_verdict_is_said_at_the_media_job_and_at_the_pod() {
        String sentence = "chunk 17 of 1080p was OOM-killed at 1.0 GiB (predicted 921 MiB); retrying in class large";
        gateway.holds(
                "busy",
                "job-1",
                Outcome.OOM_POD,
                sentence,
                Map.of(
                        "media.reelmill.io/namespace", namespace,
                        "media.reelmill.io/name", "film",
                        "media.reelmill.io/uid", "uid-of-film"));
        create(pod("busy").died("OOMKilled", 137).build());

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(events("film")).hasSize(1).allSatisfy(event -> {
                assertThat(event.getReason()).isEqualTo("OomPod");
                assertThat(event.getMessage()).startsWith(sentence);
                assertThat(event.getInvolvedObject().getKind()).isEqualTo("MediaJob");
            });
            assertThat(events("busy")).hasSize(1).allSatisfy(event -> assertThat(event.getMessage())
                    .contains(sentence)
                    .contains("OOMKilled, exit code 137, at a limit of 1024 MiB"));
        });
    }

    @Test
    @Order(3)
    void the_next_end_of_the_same_container_is_told_and_those_that_passed_unseen_are_mentioned() {
        Pod pod = create(pod("again").died("OOMKilled", 137).build());
        await().atMost(PATIENCE).until(() -> gateway.reports("again").size() == 1);

        PodStatus later = pod("again")
                .waits("Error", 1, 5, TestingPod.DIED.plusSeconds(30))
                .build()
                .getStatus();
        status(pod, later);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events("again"))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("OomConfirmed", "Other", "MissedTermination"));
        assertThat(gateway.reports("again"))
                .extracting(report -> report.death().reason())
                .containsExactly(Reason.OOM, Reason.OTHER);
    }

    @Test
    @Order(4)
    void
            a_pod_in_back_off_after_a_death_for_memory_is_evicted_where_its_budget_allows_and_two_of_a_deployment_at_most() {
        client.resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("workers")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withMaxUnavailable(new IntOrString(1))
                        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                        .withNewSelector()
                        .addToMatchLabels(PodRef.LABEL, "worker-small")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (String name : List.of("loop-1", "loop-2")) {
            create(pod(name).waits("OOMKilled", 137, 3, now).build());
            await().atMost(PATIENCE).until(() -> deleted(name));
        }

        create(pod("loop-3").waits("OOMKilled", 137, 3, now).build());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events("loop-3"))
                .extracting(Event::getReason)
                .contains("RestartPostponed"));
        assertThat(deleted("loop-3")).isFalse();
        assertThat(events("loop-1")).extracting(Event::getReason).contains("OomConfirmed", "Restarted");
    }

    @Test
    @Order(4)
    void an_eviction_that_a_budget_refuses_is_tried_until_it_is_allowed() {
        PodDisruptionBudget budget = client.resource(new PodDisruptionBudgetBuilder()
                        .withNewMetadata()
                        .withName("none-may-go")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewSpec()
                        .withMaxUnavailable(new IntOrString(0))
                        .withNewSelector()
                        .addToMatchLabels(PodRef.LABEL, "worker-large")
                        .endSelector()
                        .endSpec()
                        .build())
                .create();
        Pod pod = pod("held")
                .waits("OOMKilled", 137, 3, Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .build();
        pod.getMetadata().getLabels().put(PodRef.LABEL, "worker-large");
        pod.getMetadata().getOwnerReferences().get(0).setName("reelmill-worker-large-5d8f");
        create(pod);
        // a client that tried again by itself would do so for twenty seconds, and others would wait for it
        await().atMost(PATIENCE.dividedBy(2)).untilAsserted(() -> assertThat(operator.metrics())
                .containsPattern("reelmill_operator_evictions_total\\{result=\"refused\"} [1-9]"));
        assertThat(deleted("held")).isFalse();
        assertThat(events("held")).extracting(Event::getReason).doesNotContain("Restarted");

        client.resource(budget).delete();

        await().atMost(PATIENCE).until(() -> deleted("held"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(events("held")).extracting(Event::getReason).contains("OomConfirmed", "Restarted"));
    }

    @Test
    @Order(5)
    void after_its_own_restart_nothing_is_told_again_but_what_happened_meanwhile() {
        long before = Stream.of("confirmed", "busy", "again", "evicted-unseen")
                .mapToLong(name -> gateway.reports(name).size())
                .sum();
        operator.kill();
        create(pod("meanwhile").died("OOMKilled", 137).build());

        operator.start();

        await().atMost(PATIENCE).until(() -> gateway.reports("meanwhile").size() == 1);
        assertThat(Stream.of("confirmed", "busy", "again", "evicted-unseen")
                        .mapToLong(name -> gateway.reports(name).size())
                        .sum())
                .isEqualTo(before);
        assertThat(gateway.reports("meanwhile")).extracting(Report::worker).containsExactly("meanwhile");
    }

    @Test
    @Order(6)
    void a_replaced_pod_of_the_same_name_is_another_one() {
        Pod old = create(pod("twin").died("OOMKilled", 137).build());
        await().atMost(PATIENCE).until(() -> gateway.reports("twin").size() == 1);
        leave(old);
        forgotten(old);

        create(pod("twin").died("OOMKilled", 137).build());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(gateway.reports("twin"))
                .extracting(report -> report.death().reason())
                .containsExactly(Reason.OOM, Reason.EVICTED, Reason.OOM));
    }

    @Test
    @Order(7)
    void deaths_without_a_task_are_counted_for_alerts() {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(operator.metrics())
                .containsPattern("reelmill_operator_terminations_total\\{class=\"OOM_CONFIRMED\",queue=\"SMALL\"")
                .containsPattern("reelmill_operator_idle_deaths\\{queue=\"SMALL\""));
    }

    @Test
    @Order(8)
    void orderly_ends_are_nothing_that_was_missed() {
        Pod pod = create(pod("recycled").runs("Error", 75, 1, TestingPod.DIED).build());
        for (int i = 2; i <= 3; i++) {
            kept(pod, i - 1);
            status(
                    pod,
                    pod("recycled")
                            .runs("Error", 75, i, TestingPod.DIED.plusSeconds(i))
                            .build()
                            .getStatus());
        }
        kept(pod, 3);
        status(
                pod,
                pod("recycled")
                        .runs("Error", 1, 4, TestingPod.DIED.plusSeconds(9))
                        .build()
                        .getStatus());
        kept(pod, 4);

        assertThat(events("recycled")).extracting(Event::getReason).containsExactly("Other");
        assertThat(gateway.reports("recycled")).hasSize(1);
    }

    /** So many ends of the worker are kept, no matter how. */
    private static void kept(Pod pod, int ends) {
        String key = pod.getMetadata().getUid() + ".worker";
        await().atMost(PATIENCE)
                .until(() -> ledger().getOrDefault(key, "").split("[ /]")[0].equals(String.valueOf(ends)));
    }

    private static Map<String, String> ledger() {
        ConfigMap map = ledgerMap().get();
        return map == null || map.getData() == null ? Map.of() : map.getData();
    }

    private static Resource<ConfigMap> ledgerMap() {
        return client.configMaps().inNamespace(namespace).withName("reelmill-operator-terminations");
    }

    @Test
    @Order(9)
    void what_was_told_is_kept_again_when_somebody_deletes_it() {
        Map<String, String> before = ledger();
        assertThat(before).isNotEmpty();

        ledgerMap().delete();
        Pod pod = create(pod("after-deletion").died("OOMKilled", 137).build());

        kept(pod, 1);
        assertThat(ledger()).containsAllEntriesOf(before);
    }

    @Test
    @Order(10)
    void of_pods_that_went_while_the_operator_was_away_nothing_is_kept() {
        Pod pod = create(pod("short-lived").died("OOMKilled", 137).build());
        kept(pod, 1);
        operator.kill();
        leave(pod);

        operator.start();

        forgotten(pod);
        assertThat(ledger().keySet()).anyMatch(key -> key.startsWith("evictions."));
    }

    @Test
    @Order(11)
    void a_job_that_waits_for_workers_that_keep_dying_says_so_also_after_a_restart_of_the_operator() {
        String id = job("waiting");
        gateway.jobs().attempts(id, Map.of("waiting", Map.of("STANDARD", 2)));
        Pod crashing = pod("crashing").waits("Error", 1, 1, TestingPod.DIED).build();
        crashing.getMetadata().getLabels().put(PodRef.LABEL, "worker-standard");
        Pod pod = create(crashing);
        for (int i = 1; i < 4; i++) {
            kept(pod, i);
            status(
                    pod,
                    pod("crashing")
                            .waits("Error", 1, i + 1, TestingPod.DIED.plusSeconds(i))
                            .build()
                            .getStatus());
        }
        kept(pod, 4);
        assertThat(unhealthy("waiting", id, 10)).isTrue();

        operator.kill();
        operator.start();

        assertThat(unhealthy("waiting", id, 20)).isTrue();
        assertThat(operator.metrics()).containsPattern("reelmill_operator_idle_deaths\\{queue=\"STANDARD\"} 4");
    }

    /** Whether a MediaJob says so once it says of how many percent are done. */
    private static boolean unhealthy(String name, String id, int percent) {
        gateway.jobs().change(id, Map.of("percent", percent));
        MediaJobStatus status = await().atMost(PATIENCE.multipliedBy(2))
                .until(
                        () -> mediaJob(name).get().getStatus(),
                        now -> now.progress() != null && now.progress().percent() == percent);
        return status.conditions().stream()
                .anyMatch(condition -> condition.type() == ConditionType.WORKERS_UNHEALTHY
                        && condition.status() == JobCondition.Status.TRUE);
    }

    @Test
    @Order(12)
    void a_job_that_is_to_fail_at_a_death_for_memory_fails_by_the_status_of_a_pod_alone() {
        String id = job("strict");
        String sentence =
                "chunk 17 of 1080p was OOM-killed at 1.0 GiB (predicted 921 MiB); the job fails, as it asks for";
        gateway.holds("victim", id, Outcome.OOM_POD, sentence);
        gateway.reported("victim", () -> gateway.jobs()
                .change(
                        id,
                        Map.of(
                                "state",
                                "FAILED",
                                "failure",
                                Map.of("code", "OUT_OF_MEMORY", "detail", sentence, "advice", "Raise the limit."))));

        create(pod("victim").died("OOMKilled", 137).build());

        MediaJobStatus status = await().atMost(PATIENCE)
                .until(() -> mediaJob("strict").get().getStatus(), now -> now.phase() == Phase.FAILED);
        assertThat(status.reason()).isEqualTo("OutOfMemory");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events("strict"))
                .extracting(Event::getReason)
                .containsExactlyInAnyOrder("Accepted", "OomPod", "Failed"));
        assertThat(events("strict"))
                .filteredOn(event -> event.getReason().equals("Failed"))
                .allSatisfy(event -> assertThat(event.getMessage()).contains("OutOfMemory", sentence));
    }

    /** What is written of a pod that is being deleted, and what is told of it. */
    static Stream<Case> leaving() {
        return Stream.of(
                new Case(
                        "killed-in-its-grace",
                        pod("killed-in-its-grace").lies("OOMKilled", 137, 0),
                        List.of(Reason.OOM),
                        List.of("OomConfirmed")),
                new Case(
                        "killed-after-its-grace",
                        pod("killed-after-its-grace").disrupted().lies("Error", 137, 0),
                        List.of(Reason.EVICTED),
                        List.of("Evicted")),
                new Case(
                        "ended-as-asked",
                        pod("ended-as-asked").lies("Error", 143, 0),
                        List.of(Reason.EVICTED),
                        List.of()),
                new Case("drained", pod("drained").lies("Completed", 0, 0), List.of(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("leaving")
    @Order(13)
    void an_end_while_a_pod_is_being_deleted_is_told_once(Case one) {
        Pod pod = create(pod(one.name()).runs().build());
        client.resource(pod).delete();
        status(pod, one.pod().build().getStatus());
        kept(pod, 1);

        leave(pod);

        forgotten(pod);
        assertThat(gateway.reports(one.name()))
                .extracting(report -> report.death().reason())
                .isEqualTo(one.reports());
        assertThat(events(one.name())).extracting(Event::getReason).isEqualTo(one.events());
    }

    @Test
    @Order(14)
    void an_end_that_is_seen_only_as_the_pod_goes_is_told() {
        Pod pod = create(pod("killed-at-once").runs().build());
        status(pod, pod("killed-at-once").lies("OOMKilled", 137, 0).build().getStatus());

        leave(pod);

        await().atMost(PATIENCE).until(() -> !gateway.reports("killed-at-once").isEmpty());
        forgotten(pod);
        assertThat(gateway.reports("killed-at-once"))
                .extracting(report -> report.death().reason())
                .containsExactly(Reason.OOM);
    }

    @Test
    @Order(15)
    void of_a_pod_that_goes_while_its_worker_runs_the_gateway_is_told_until_it_hears_and_memory_is_not_blamed() {
        String sentence = "chunk 3 of 1080p was interrupted: worker gone-unseen was evicted on node-1; trying again";
        gateway.holds(
                "gone-unseen",
                "job-of-gone",
                Outcome.EVICTED,
                sentence,
                Map.of(
                        "media.reelmill.io/namespace", namespace,
                        "media.reelmill.io/name", "short-film",
                        "media.reelmill.io/uid", "uid-of-short-film"));
        AtomicBoolean brokeOff = new AtomicBoolean();
        gateway.reported("gone-unseen", () -> {
            if (brokeOff.compareAndSet(false, true)) {
                throw new IllegalStateException("the first report is not answered");
            }
        });
        Pod pod = create(pod("gone-unseen").runs().build());

        leave(pod);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events("short-film"))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.getMessage()).startsWith(sentence)));
        forgotten(pod);
        assertThat(gateway.reports("gone-unseen")).hasSize(2).allSatisfy(report -> {
            assertThat(report.death().reason()).isEqualTo(Reason.EVICTED);
            assertThat(report.death().exitCode()).isNull();
            assertThat(report.death().containerId()).isEqualTo(pod.getMetadata().getUid());
        });
        assertThat(events("gone-unseen")).hasSize(1).allSatisfy(event -> {
            assertThat(event.getReason()).isEqualTo("Evicted");
            assertThat(event.getMessage()).contains("nobody saw how it ended", sentence);
        });
    }

    @Test
    @Order(16)
    void a_pod_that_is_only_watched_no_more_did_not_die() {
        Pod pod = create(pod("hidden").runs().build());
        relabel(pod, "none");
        create(pod("after-hiding").died("OOMKilled", 137).build());
        await().atMost(PATIENCE).until(() -> !gateway.reports("after-hiding").isEmpty());
        relabel(pod, PodRef.LABEL);

        leave(pod);

        await().atMost(PATIENCE).until(() -> !gateway.reports("hidden").isEmpty());
        forgotten(pod);
        assertThat(gateway.reports("hidden")).hasSize(1);
    }

    private static void relabel(Pod pod, String label) {
        client.pods()
                .inNamespace(namespace)
                .withName(pod.getMetadata().getName())
                .edit(now -> new PodBuilder(now)
                        .editMetadata()
                        .withLabels(Map.of(label, "worker-small"))
                        .endMetadata()
                        .build());
    }

    /** What a kubelet does last, when the containers of a pod have ended; and what others do without waiting for that. */
    private static void leave(Pod pod) {
        client.resource(pod).withGracePeriod(0).delete();
        await().atMost(PATIENCE).until(() -> client.resource(pod).get() == null);
    }

    /** Nothing is kept of a pod any more. */
    private static void forgotten(Pod pod) {
        await().atMost(PATIENCE).until(() -> ledger().keySet().stream()
                .noneMatch(key -> key.startsWith(pod.getMetadata().getUid())));
    }

    /** Applies a MediaJob and waits for its job's id. */
    private static String job(String name) {
        MediaJob job = client.getKubernetesSerialization()
                .unmarshal("spec: {source: {url: 'https://example.com/a.mp4'}, profile: fast}", MediaJob.class);
        job.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        client.resource(job).create();
        return await().atMost(PATIENCE)
                .until(() -> mediaJob(name).get().getStatus(), now -> now != null && now.jobId() != null)
                .jobId();
    }

    private static Resource<MediaJob> mediaJob(String name) {
        return client.resources(MediaJob.class).inNamespace(namespace).withName(name);
    }

    private static Pod create(Pod pod) {
        Pod bare = new PodBuilder(pod)
                .editMetadata()
                .withUid(null)
                .withCreationTimestamp(null)
                .withDeletionTimestamp(null)
                .endMetadata()
                .withStatus(null)
                .build();
        Pod made = client.resource(bare).create();
        status(made, pod.getStatus());
        return made;
    }

    private static void status(Pod pod, PodStatus status) {
        Pod changed =
                new PodBuilder(client.resource(pod).get()).withStatus(status).build();
        client.resource(changed).updateStatus();
    }

    private static boolean deleted(String name) {
        Pod pod = client.pods().inNamespace(namespace).withName(name).get();
        return pod == null || pod.getMetadata().getDeletionTimestamp() != null;
    }

    private static List<Event> events(String name) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .toList();
    }
}
