package io.reelmill.e2e;

import static io.reelmill.e2e.OperatorRig.condition;
import static io.reelmill.e2e.OperatorRig.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.operator.api.AttemptStatus;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.MediaProfile;
import io.reelmill.operator.api.OutputStatus;
import io.reelmill.operator.api.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MediaJobs on a real API server, done by the running services. */
class OperatorIT {

    private static final int FRAMES = 150;

    /** Some seconds of work. */
    private static final String LONG =
            """
            outputs:
            - {name: slow, height: 720, preset: slower, upscale: true}
            chunking: {seconds: 2}
            """;

    @TempDir
    static Path directory;

    private static OperatorRig rig;
    private static String clip;

    @BeforeAll
    static void start() throws IOException {
        rig = new OperatorRig();
        clip = rig.place(TestClips.clip().frames(FRAMES).audio("eng").write(directory.resolve("clip.mp4")));
    }

    @AfterAll
    static void stop() throws IOException {
        if (rig != null) {
            rig.close();
        }
    }

    private static String source() {
        return "source: {s3: {bucket: reelmill, key: %s}}\n".formatted(clip);
    }

    @Test
    void what_is_applied_is_done_and_its_status_says_where_the_files_are() throws Exception {
        rig.apply(
                "film",
                source()
                        + """
                        outputs:
                        - {name: 180p, preset: ultrafast}
                        - {name: 90p, height: 90, preset: ultrafast}
                        chunking: {seconds: 2}
                        priority: 7
                        deadline: 2040-01-01T00:00:00Z
                        """);

        MediaJobStatus status = rig.ended("film");

        assertThat(status.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(holds(status, ConditionType.COMPLETE)).isTrue();
        assertThat(holds(status, ConditionType.ACCEPTED)).isTrue();
        assertThat(holds(status, ConditionType.PLANNED)).isTrue();
        assertThat(holds(status, ConditionType.FAILED)).isFalse();
        assertThat(status.progress().percent()).isEqualTo(100);
        assertThat(status.progress().chunksDone())
                .isEqualTo(status.progress().chunksTotal())
                .isEqualTo(6);
        assertThat(status.memory().ooms()).isZero();
        assertThat(status.memory().predicted()).endsWith("Mi");
        assertThat(status.attempts()).extracting(attempt -> attempt.outcome()).contains("Succeeded");
        assertThat(status.outputs()).extracting(OutputStatus::name).containsExactly("180p", "90p");
        assertThat(rig.atGateway("film").get("priority").asInt()).isEqualTo(7);
        assertThat(rig.atGateway("film").get("deadline").asText()).startsWith("2040-01-01T00:00:00");
        for (OutputStatus output : status.outputs()) {
            Path file = rig.storage().resolve(output.url().substring("s3://".length()));
            assertThat(file).hasSize(output.size());
            assertThat(sha256(file)).isEqualTo(output.sha256());
            assertThat(Decoded.of(file).numbers()).containsExactlyElementsOf(Decoded.range(FRAMES));
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void what_the_gateway_refuses_has_failed_with_the_same_reason() {
        rig.apply("refused", "source: {s3: {bucket: elsewhere, key: a.mp4}}\nprofile: fast");
        rig.apply("no-profile", source() + "profile: nobody-has-this-one");
        rig.apply("no-file", "source: {s3: {bucket: reelmill, key: inbox/missing.mp4}}\nprofile: fast");

        MediaJobStatus refused = rig.ended("refused");
        assertThat(refused.phase()).isEqualTo(Phase.FAILED);
        assertThat(refused.reason()).isEqualTo("ValidationFailed");
        assertThat(condition(refused, ConditionType.FAILED).reason()).isEqualTo("ValidationFailed");
        assertThat(condition(refused, ConditionType.FAILED).message()).contains("source.s3.bucket");
        assertThat(condition(rig.ended("no-profile"), ConditionType.FAILED).message())
                .contains("profile");
        assertThat(condition(rig.ended("no-file"), ConditionType.FAILED).reason())
                .isEqualTo("SourceNotFound");
    }

    @Test
    void a_deleted_one_is_canceled_and_goes() {
        rig.apply("unwanted", source() + LONG);
        rig.phase("unwanted", Phase.ENCODING);
        String id = rig.status("unwanted").jobId();

        rig.resource("unwanted").delete();

        await().atMost(OperatorRig.PATIENCE).until(() -> rig.job("unwanted") == null);
        assertThat(rig.api().job(id).get("state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void a_suspended_one_waits_and_goes_on_when_it_is_resumed() {
        rig.apply("patient", source() + "profile: fast\nsuspend: true");
        MediaJobStatus waiting = rig.phase("patient", Phase.SUSPENDED);
        assertThat(waiting.jobId()).isNull();
        assertThat(holds(waiting, ConditionType.SUSPENDED)).isTrue();
        rig.apply("interrupted", source() + LONG);
        rig.phase("interrupted", Phase.ENCODING);

        rig.suspend("interrupted", true);
        rig.phase("interrupted", Phase.SUSPENDED);
        assertThat(rig.atGateway("interrupted").get("suspended").asBoolean()).isTrue();
        rig.suspend("patient", false);
        rig.suspend("interrupted", false);

        assertThat(rig.ended("patient").phase()).isEqualTo(Phase.COMPLETED);
        assertThat(rig.ended("interrupted").phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void an_operator_that_is_killed_goes_on_where_it_was() {
        rig.apply("survivor", source() + LONG);
        rig.phase("survivor", Phase.ENCODING);
        String id = rig.status("survivor").jobId();
        rig.operator().kill();
        rig.apply("meanwhile", source() + "profile: fast");

        rig.operator().start();

        assertThat(rig.ended("survivor").phase()).isEqualTo(Phase.COMPLETED);
        assertThat(rig.status("survivor").jobId()).isEqualTo(id);
        assertThat(rig.ended("meanwhile").phase()).isEqualTo(Phase.COMPLETED);
    }

    @Test
    void a_gateway_that_is_away_for_a_minute_costs_nothing_but_time() throws InterruptedException {
        rig.apply("before", source() + LONG);
        rig.phase("before", Phase.ENCODING);
        Instant cut = Instant.now();
        rig.cut();
        rig.apply("during", source() + "profile: fast");
        MediaJobStatus away = rig.await("before", status -> holds(status, ConditionType.DEGRADED));
        assertThat(condition(away, ConditionType.DEGRADED).reason()).isEqualTo("Unavailable");
        assertThat(condition(away, ConditionType.PROGRESSING).status()).isEqualTo(JobCondition.Status.UNKNOWN);
        rig.await(
                "during",
                status -> condition(status, ConditionType.ACCEPTED).reason().equals("Unavailable"));
        await().pollDelay(Duration.between(Instant.now(), cut.plusSeconds(60)))
                .atMost(OperatorRig.PATIENCE)
                .until(() -> true);
        assertThat(rig.status("during").phase()).isEqualTo(Phase.PENDING);

        rig.mend();

        assertThat(rig.ended("before").phase()).isEqualTo(Phase.COMPLETED);
        MediaJobStatus during = rig.ended("during");
        assertThat(during.phase()).isEqualTo(Phase.COMPLETED);
        assertThat(holds(during, ConditionType.DEGRADED)).isFalse();
    }

    @Test
    void one_that_is_over_is_deleted_after_its_time_with_its_files_where_that_is_asked_for() {
        rig.apply("brief", source() + "profile: fast\nttlAfterFinished: 2s\ndeletionPolicy: Delete");
        rig.apply("kept", source() + "profile: fast\nttlAfterFinished: 2s");
        Path brief = file(rig.ended("brief"));
        Path kept = file(rig.ended("kept"));

        await().atMost(OperatorRig.PATIENCE).until(() -> rig.job("brief") == null && rig.job("kept") == null);

        assertThat(brief).doesNotExist();
        assertThat(kept).exists();
    }

    private static Path file(MediaJobStatus status) {
        return rig.storage().resolve(status.outputs().get(0).url().substring("s3://".length()));
    }

    @Test
    void a_profile_is_used_by_name_and_stays_while_a_job_uses_it() {
        MediaProfile profile = rig.kubernetes()
                .getKubernetesSerialization()
                .unmarshal("spec: {outputs: [{name: tiny, height: 90, preset: slower}]}", MediaProfile.class);
        profile.setMetadata(new ObjectMetaBuilder()
                .withName("tiny")
                .withNamespace(rig.namespace())
                .build());
        rig.kubernetes().resource(profile).create();
        await().atMost(OperatorRig.PATIENCE)
                .until(() -> rig.kubernetes()
                                .resource(profile)
                                .get()
                                .getMetadata()
                                .getFinalizers()
                                .size()
                        == 1);
        rig.apply("by-profile", source() + "profile: tiny");
        rig.await("by-profile", status -> status.jobId() != null);

        rig.kubernetes().resource(profile).delete();
        assertThat(rig.kubernetes().resource(profile).get()).isNotNull();

        assertThat(rig.ended("by-profile").outputs())
                .extracting(OutputStatus::name)
                .containsExactly("tiny");
        await().atMost(OperatorRig.PATIENCE)
                .until(() -> rig.kubernetes().resource(profile).get() == null);
    }

    @Test
    void one_that_is_to_fail_at_a_death_for_memory_fails_by_the_status_of_a_pod_alone() throws IOException {
        rig.apply(
                "strict",
                source()
                        + """
                        outputs:
                        - {name: slow, height: 1080, preset: veryslow, upscale: true}
                        chunking: {seconds: 10}
                        memory: {onOom: Fail}
                        """);
        MediaJobStatus running = rig.await("strict", status -> encode(status).isPresent());
        AttemptStatus victim = encode(running).orElseThrow();

        rig.saysOomKilled(victim.pod());

        MediaJobStatus status = rig.ended("strict");
        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(condition(status, ConditionType.FAILED).reason()).isEqualTo("OutOfMemory");
        assertThat(condition(status, ConditionType.FAILED).message()).contains("predicted");
        assertThat(encode(status)).hasValueSatisfying(attempt -> {
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.outcome()).isEqualTo("OomPod");
            assertThat(attempt.pod()).isEqualTo(victim.pod());
        });
    }

    /** The latest attempt at an encode. */
    private static Optional<AttemptStatus> encode(MediaJobStatus status) {
        return Optional.ofNullable(status.attempts()).stream()
                .flatMap(List::stream)
                .filter(attempt -> attempt.task().startsWith("chunk-"))
                .findFirst();
    }

    @Test
    void a_job_without_a_gateway_is_let_go_by_an_annotation() {
        rig.apply("orphan", source() + LONG);
        rig.await("orphan", status -> status.jobId() != null);
        rig.cut();
        try {
            rig.resource("orphan").delete();
            rig.patch("orphan", "{\"metadata\":{\"annotations\":{\"%s\":\"true\"}}}".formatted(MediaJob.ABANDON));

            await().atMost(OperatorRig.PATIENCE).until(() -> rig.job("orphan") == null);
        } finally {
            rig.mend();
        }
    }
}
