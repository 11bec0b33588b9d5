package io.reelmill.operator.jobs;

import static io.reelmill.operator.jobs.TestingMediaJob.NOW;
import static io.reelmill.operator.jobs.TestingMediaJob.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.JobCondition.Status;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayAttempts.Attempt;
import io.reelmill.operator.gateway.GatewayAttempts.Item;
import io.reelmill.operator.gateway.GatewayAttempts.Memory;
import io.reelmill.operator.gateway.GatewayJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusesTest {

    private static final String CHUNK = "chunk-720p-00017";

    private final MediaJob resource = TestingMediaJob.of("profile: fast");

    private MediaJobStatus status(GatewayJob job, GatewayAttempts attempts, Finding finding, Instant now) {
        return Statuses.of(new Report(resource, job, attempts, finding, null, Map.of("pod-2", "node-2"), now));
    }

    private MediaJobStatus status(GatewayJob job) {
        return status(job, GatewayAttempts.NONE, null, NOW);
    }

    private static JobCondition condition(MediaJobStatus status, ConditionType type) {
        return status.conditions().stream()
                .filter(c -> c.type() == type)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,    QUEUED,    FALSE, TRUE,  FALSE, FALSE",
        "PLANNING,  PLANNING,  FALSE, TRUE,  FALSE, FALSE",
        "ENCODING,  ENCODING,  TRUE,  TRUE,  FALSE, FALSE",
        "MERGING,   MERGING,   TRUE,  TRUE,  FALSE, FALSE",
        "COMPLETED, COMPLETED, TRUE,  FALSE, TRUE,  FALSE",
        "FAILED,    FAILED,    TRUE,  FALSE, FALSE, TRUE",
        "CANCELLED, CANCELLED, TRUE,  FALSE, FALSE, TRUE",
    })
    void each_state_is_a_phase_and_conditions(
            JobStatus state, Phase phase, Status planned, Status progressing, Status complete, Status failed) {
        MediaJobStatus status = status(job(state));

        assertThat(status.phase()).isEqualTo(phase);
        assertThat(status.conditions()).hasSize(ConditionType.values().length);
        assertThat(status.conditions()).allSatisfy(condition -> {
            assertThat(condition.reason()).matches("([A-Z][a-z]+)+");
            assertThat(condition.message()).isNotBlank();
        });
        assertThat(condition(status, ConditionType.ACCEPTED).status()).isEqualTo(Status.TRUE);
        assertThat(condition(status, ConditionType.PLANNED).status()).isEqualTo(planned);
        assertThat(condition(status, ConditionType.PROGRESSING).status()).isEqualTo(progressing);
        assertThat(condition(status, ConditionType.COMPLETE).status()).isEqualTo(complete);
        assertThat(condition(status, ConditionType.FAILED).status()).isEqualTo(failed);
    }

    @Test
    void a_complete_one_names_its_files_where_they_stay() {
        MediaJobStatus status = status(job(JobStatus.COMPLETED));

        assertThat(status.outputs().get(0).url()).isEqualTo("s3://media/output/j1/720p.mp4");
        assertThat(status.outputs().get(0).sha256()).isEqualTo("ab12");
        assertThat(status.finishedAt()).isEqualTo(NOW);
        assertThat(status.observedGeneration()).isEqualTo(2);
    }

    @Test
    void a_failure_is_told_with_its_code_and_what_to_do() {
        MediaJobStatus status = status(job(JobStatus.FAILED));

        assertThat(status.reason()).isEqualTo("NotMedia");
        assertThat(condition(status, ConditionType.FAILED).reason()).isEqualTo("NotMedia");
        assertThat(condition(status, ConditionType.FAILED).message()).isEqualTo("it is a text. Send a film.");
    }

    @Test
    void while_the_gateway_is_away_what_it_told_stays_and_is_said_to_be_old() {
        resource.setStatus(status(job(JobStatus.ENCODING)));

        MediaJobStatus away = status(null, null, new Finding("Unavailable", "cannot be reached", false), NOW);

        assertThat(away.phase()).isEqualTo(Phase.ENCODING);
        assertThat(away.progress().percent()).isEqualTo(42);
        assertThat(condition(away, ConditionType.ACCEPTED).status()).isEqualTo(Status.TRUE);
        assertThat(condition(away, ConditionType.PROGRESSING).status()).isEqualTo(Status.UNKNOWN);
        assertThat(condition(away, ConditionType.DEGRADED).status()).isEqualTo(Status.TRUE);
        assertThat(condition(away, ConditionType.DEGRADED).reason()).isEqualTo("Unavailable");
    }

    @Test
    void the_time_of_a_condition_changes_with_its_status_only() {
        resource.setStatus(status(job(JobStatus.QUEUED)));

        MediaJobStatus later = status(job(JobStatus.ENCODING), null, null, NOW.plusSeconds(10));

        assertThat(condition(later, ConditionType.PROGRESSING).lastTransitionTime())
                .isEqualTo(NOW);
        assertThat(condition(later, ConditionType.PLANNED).lastTransitionTime()).isEqualTo(NOW.plusSeconds(10));
    }

    private static Item item(int number, String pod, Outcome outcome) {
        Instant end = outcome == null ? null : NOW.plusSeconds(number);
        return new Item(
                CHUNK, new Attempt(number, pod, NOW, end, WorkQueue.LARGE, outcome, outcome == null ? null : "killed"));
    }

    @Test
    void work_that_died_for_memory_is_escalating_until_it_is_done() {
        Memory memory = new Memory(942L << 20, 1L << 30, 1000L << 20, 1, WorkQueue.LARGE);
        Item death = item(1, "pod-1", Outcome.OOM_POD);
        GatewayAttempts running = new GatewayAttempts(List.of(item(2, "pod-2", null), death), memory, Map.of());
        MediaJobStatus status = status(job(JobStatus.ENCODING), running, null, NOW);

        assertThat(condition(status, ConditionType.OOM_ESCALATING).status()).isEqualTo(Status.TRUE);
        assertThat(condition(status, ConditionType.OOM_ESCALATING).reason()).isEqualTo("OomPod");
        assertThat(status.memory().predicted()).isEqualTo("942Mi");
        assertThat(status.memory().limit()).isEqualTo("1024Mi");
        assertThat(status.memory().memoryClass()).isEqualTo("large");
        assertThat(status.memory().ooms()).isEqualTo(1);
        assertThat(status.attempts()).extracting(attempt -> attempt.node()).containsExactly("node-2", null);
        assertThat(status.attempts()).extracting(attempt -> attempt.outcome()).containsExactly(null, "OomPod");

        GatewayAttempts done =
                new GatewayAttempts(List.of(item(2, "pod-2", Outcome.SUCCEEDED), death), memory, Map.of());
        assertThat(condition(status(job(JobStatus.ENCODING), done, null, NOW), ConditionType.OOM_ESCALATING)
                        .status())
                .isEqualTo(Status.FALSE);
    }

    @Test
    void what_attempts_told_is_still_said_while_they_cannot_be_asked_for() {
        Memory memory = new Memory(942L << 20, 1L << 30, 1000L << 20, 1, WorkQueue.LARGE);
        Report.Unhealthy unhealthy = new Report.Unhealthy("OomConfirmed", "workers of queue small keep dying");
        GatewayAttempts attempts = new GatewayAttempts(List.of(item(1, "pod-1", Outcome.OOM_POD)), memory, Map.of());
        MediaJobStatus before =
                Statuses.of(new Report(resource, job(JobStatus.ENCODING), attempts, null, unhealthy, Map.of(), NOW));
        resource.setStatus(before);

        MediaJobStatus unasked = status(job(JobStatus.ENCODING), null, null, NOW.plusSeconds(5));

        for (ConditionType type : List.of(ConditionType.OOM_ESCALATING, ConditionType.WORKERS_UNHEALTHY)) {
            assertThat(condition(unasked, type).status()).isEqualTo(Status.TRUE);
            assertThat(condition(unasked, type)).isEqualTo(condition(before, type));
        }
        assertThat(condition(status(job(JobStatus.COMPLETED), null, null, NOW), ConditionType.OOM_ESCALATING)
                        .status())
                .isEqualTo(Status.FALSE);
    }

    @Test
    void an_ended_one_whose_specification_changes_is_about_the_new_one_and_otherwise_as_it_was() {
        MediaJobStatus ended = status(job(JobStatus.COMPLETED));

        MediaJobStatus seen = Statuses.seen(ended, 7);

        assertThat(seen.observedGeneration()).isEqualTo(7);
        assertThat(seen.conditions())
                .extracting(JobCondition::observedGeneration)
                .containsOnly(7L);
        assertThat(Statuses.seen(seen, ended.observedGeneration())).isEqualTo(ended);
    }

    @Test
    void workers_that_keep_dying_are_a_condition_of_the_jobs_that_wait_for_them() {
        Report.Unhealthy unhealthy = new Report.Unhealthy("OomConfirmed", "workers of queue small keep dying");

        MediaJobStatus status = Statuses.of(
                new Report(resource, job(JobStatus.ENCODING), GatewayAttempts.NONE, null, unhealthy, Map.of(), NOW));

        assertThat(condition(status, ConditionType.WORKERS_UNHEALTHY).status()).isEqualTo(Status.TRUE);
        assertThat(condition(status, ConditionType.WORKERS_UNHEALTHY).reason()).isEqualTo("OomConfirmed");
    }

    @Test
    void a_status_is_written_when_a_state_changed_and_progress_every_two_seconds_at_most() {
        WritePolicy policy = new WritePolicy(Duration.ofSeconds(2));
        MediaJobStatus old = status(job(JobStatus.ENCODING));
        resource.setStatus(old);
        MediaJobStatus more = new MediaJobStatus(
                old.observedGeneration(),
                old.phase(),
                old.reason(),
                old.jobId(),
                new io.reelmill.operator.api.ProgressStatus(50, 6, 3, 120L),
                old.memory(),
                old.attempts(),
                old.outputs(),
                old.conditions(),
                old.submittedAt(),
                old.startedAt(),
                old.finishedAt());

        assertThat(policy.rest(old, status(job(JobStatus.ENCODING)), NOW, NOW)).isNull();
        assertThat(policy.rest(old, more, NOW, NOW.plusMillis(500))).isEqualTo(Duration.ofMillis(1500));
        assertThat(policy.rest(old, more, NOW, NOW.plusSeconds(2))).isZero();
        assertThat(policy.rest(old, status(job(JobStatus.MERGING)), NOW, NOW.plusMillis(1)))
                .isZero();
        assertThat(policy.rest(null, old, null, NOW)).isZero();
    }
}
