package io.reelmill.operator.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.operator.api.TestCluster;
import io.reelmill.operator.testing.OperatorProcess;
import io.reelmill.operator.testing.TestingGateway;
import io.reelmill.operator.testing.TestingJobs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MediaJobs on a real API server, with jobs at the gateway that go the way a test says. */
class MediaJobIT {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long the operator relies on a stream that says nothing new. */
    private static final Duration FOLLOWED = Duration.ofSeconds(30);

    private static KubernetesClient client;
    private static String namespace;
    private static TestingGateway gateway;
    private static TestingJobs jobs;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() {
        TestCluster cluster = TestCluster.get();
        client = cluster.client();
        namespace = cluster.namespace("jobs");
        gateway = new TestingGateway();
        jobs = gateway.jobs();
        operator = new OperatorProcess(
                        REPOSITORY,
                        cluster,
                        namespace,
                        gateway.environment(
                                namespace,
                                Map.of(
                                        "REELMILL_OPERATOR_GATEWAY_POLL_INTERVAL",
                                        POLL.toSeconds() + "s",
                                        "REELMILL_OPERATOR_JOBS_LONGEST_REST",
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

    @AfterEach
    void restore() {
        jobs.restored();
        jobs.streaming(true);
    }

    private static Resource<MediaJob> resource(String name) {
        return client.resources(MediaJob.class).inNamespace(namespace).withName(name);
    }

    /** Applies one, and waits until its job is at the gateway and known; returns the job's id. */
    private static String apply(String name) {
        MediaJob job = client.getKubernetesSerialization()
                .unmarshal("spec: {source: {url: 'https://example.com/a.mp4'}, profile: fast}", MediaJob.class);
        job.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        client.resource(job).create();
        return status(name, status -> status.jobId() != null).jobId();
    }

    private static MediaJobStatus status(String name, Predicate<MediaJobStatus> expected) {
        return await().atMost(PATIENCE)
                .until(() -> resource(name).get().getStatus(), status -> status != null && expected.test(status));
    }

    private static JobCondition condition(MediaJobStatus status, ConditionType type) {
        return status.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static boolean holds(MediaJobStatus status, ConditionType type) {
        return condition(status, type).status() == JobCondition.Status.TRUE;
    }

    private static void goesOn(String id, String state) {
        jobs.change(id, Map.of("state", state));
    }

    @Test
    void a_change_is_seen_by_the_event_stream_without_asking() {
        String id = apply("streamed");
        await().atMost(PATIENCE).until(() -> jobs.streams(id) == 1);
        goesOn(id, "ENCODING");
        status("streamed", status -> status.phase() == Phase.ENCODING);
        long asked = jobs.asked(id);

        goesOn(id, "MERGING");

        status("streamed", status -> status.phase() == Phase.MERGING);
        assertThat(jobs.asked(id)).isEqualTo(asked);
    }

    @Test
    void a_stream_that_ends_is_not_relied_on() {
        String id = apply("cut-off");
        goesOn(id, "ENCODING");
        status("cut-off", status -> status.phase() == Phase.ENCODING);
        // a stream that lasted shorter than the time between two looks changes nothing about them
        await().pollDelay(POLL.plusMillis(200)).atMost(PATIENCE).until(() -> jobs.streams(id) == 1);

        jobs.cut();
        goesOn(id, "MERGING");

        await().atMost(FOLLOWED.dividedBy(3))
                .until(() -> resource("cut-off").get().getStatus().phase() == Phase.MERGING);
    }

    @Test
    void a_change_is_seen_by_asking_where_there_is_no_stream() {
        jobs.streaming(false);
        String id = apply("polled");

        goesOn(id, "MERGING");

        status("polled", status -> status.phase() == Phase.MERGING);
        assertThat(jobs.streams(id)).isZero();
    }

    @Test
    void one_that_has_ended_says_that_it_saw_a_changed_specification() {
        String id = apply("ended");
        goesOn(id, "COMPLETED");
        status("ended", status -> status.phase() == Phase.COMPLETED);

        resource("ended").patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"priority\":9,\"suspend\":true}}");

        MediaJob changed = resource("ended").get();
        MediaJobStatus status = status("ended", now -> now.observedGeneration()
                .equals(changed.getMetadata().getGeneration()));
        assertThat(changed.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(status.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(status.conditions())
                .extracting(JobCondition::observedGeneration)
                .containsOnly(2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy-404 | 404 | <h1>404 page not found</h1> | Unavailable",
                "proxy-429 | 429 | slow down                   | Unavailable",
                "host      | 403 | {\"type\": \"urn:reelmill:problem:foreign-host\", \"code\": \"FOREIGN_HOST\"} | ForeignHost",
                "version   | 404 | {\"type\": \"urn:reelmill:problem:not-found\", \"code\": \"NOT_FOUND\"} | NotFound",
            })
    void whatever_else_answers_instead_of_the_gateway_ends_no_job(String name, int status, String body, String reason) {
        jobs.streaming(false);
        String id = apply(name);
        goesOn(id, "ENCODING");
        status(name, now -> now.phase() == Phase.ENCODING);

        jobs.replaced(status, body);

        MediaJobStatus away = status(name, now -> holds(now, ConditionType.DEGRADED));
        assertThat(condition(away, ConditionType.DEGRADED).reason()).isEqualTo(reason);
        assertThat(away.phase()).isEqualTo(Phase.ENCODING);
        jobs.restored();
        goesOn(id, "COMPLETED");
        status(name, now -> holds(now, ConditionType.COMPLETE) && !holds(now, ConditionType.DEGRADED));
    }

    @Test
    void one_that_cannot_be_submitted_since_something_else_answers_waits() {
        jobs.replaced(405, "no");
        MediaJob job = client.getKubernetesSerialization()
                .unmarshal("spec: {source: {url: 'https://example.com/a.mp4'}, profile: fast}", MediaJob.class);
        job.setMetadata(new ObjectMetaBuilder()
                .withName("early")
                .withNamespace(namespace)
                .build());
        client.resource(job).create();
        MediaJobStatus waiting = status("early", now -> now.phase() == Phase.PENDING);
        assertThat(condition(waiting, ConditionType.ACCEPTED).reason()).isEqualTo("Unavailable");

        jobs.restored();

        status("early", now -> now.jobId() != null);
    }

    @Test
    void one_whose_job_the_gateway_does_not_know_any_more_has_failed_and_says_what_that_may_mean() {
        jobs.streaming(false);
        String id = apply("forgotten");

        jobs.forget(id);

        MediaJobStatus status = status("forgotten", now -> now.phase() == Phase.FAILED);
        assertThat(condition(status, ConditionType.FAILED).reason()).isEqualTo("JobNotFound");
        assertThat(condition(status, ConditionType.FAILED).message()).contains(id, "another MediaJob");
        assertThat(status.finishedAt()).isNotNull();
    }

    private static List<String> events(String name) {
        return client.v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getInvolvedObject().getName().equals(name))
                .map(event -> event.getType() + " " + event.getReason())
                .toList();
    }

    @Test
    void the_turns_of_its_life_are_events_also_where_its_name_is_as_long_as_names_can_be() {
        String name = "f" + "ilm.".repeat(63);
        name = name.substring(0, name.length() - 1) + "x";
        assertThat(name).hasSize(253);
        String id = apply(name);
        goesOn(id, "COMPLETED");
        status(name, status -> status.phase() == Phase.COMPLETED);

        String named = name;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events(named))
                .containsExactlyInAnyOrder("Normal Accepted", "Normal Complete"));
    }

    @Test
    void events_that_the_api_server_cannot_take_wait_and_nothing_waits_for_them() {
        ValidatingWebhookConfiguration nobody = client.resource(nobodyAnswers()).create();
        try {
            await().atMost(PATIENCE).until(() -> !takesEvents());
            apply("quiet");
            assertThat(events("quiet")).isEmpty();
        } finally {
            client.resource(nobody).delete();
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events("quiet")).containsExactly("Normal Accepted"));
    }

    /** Asked before each Event is made, and never there. */
    private static ValidatingWebhookConfiguration nobodyAnswers() {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(namespace)
                .endMetadata()
                .addNewWebhook()
                .withName("nobody.reelmill.io")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withNewClientConfig()
                .withUrl("https://127.0.0.1:1/")
                .endClientConfig()
                .withNewNamespaceSelector()
                .addToMatchLabels("kubernetes.io/metadata.name", namespace)
                .endNamespaceSelector()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations("CREATE")
                .withResources("events")
                .endRule()
                .endWebhook()
                .build();
    }

    private static boolean takesEvents() {
        Event event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName("asked-")
                .withNamespace(namespace)
                .endMetadata()
                .withInvolvedObject(new ObjectReferenceBuilder()
                        .withKind("Namespace")
                        .withNamespace(namespace)
                        .withName("asked")
                        .build())
                .build();
        try (KubernetesClient hasty = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(client.getConfiguration())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build()) {
            hasty.resource(event).dryRun().create();
            return true;
        } catch (KubernetesClientException e) {
            return false;
        }
    }
}
