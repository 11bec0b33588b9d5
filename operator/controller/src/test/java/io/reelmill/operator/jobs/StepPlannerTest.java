package io.reelmill.operator.jobs;

import static io.reelmill.operator.jobs.TestingMediaJob.NOW;
import static io.reelmill.operator.jobs.TestingMediaJob.job;
import static io.reelmill.operator.jobs.TestingMediaJob.suspended;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.GatewayProblem;
import io.reelmill.operator.gateway.JobChange;
import io.reelmill.operator.gateway.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepPlannerTest {

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    private static JobStep next(String spec, GatewayJob job) {
        return StepPlanner.next(new Observation(TestingMediaJob.of(spec), job, null, null, NOW));
    }

    @Test
    void a_new_one_is_submitted_without_what_may_change_later() {
        JobStep step = next("profile: fast\npriority: 5\ndeadline: 2030-01-01T00:00:00Z", null);

        assertThat(step).isEqualTo(new JobStep.Submit(Orders.of(TestingMediaJob.of("profile: fast"), null)));
    }

    @Test
    void one_that_is_suspended_from_the_start_waits() {
        assertThat(next("profile: fast\nsuspend: true", null)).isInstanceOf(JobStep.Rest.class);
    }

    @Test
    void one_whose_deadline_has_passed_fails_before_it_is_submitted() {
        JobStep step = next("profile: fast\ndeadline: 2026-01-01T00:00:00Z", null);

        assertThat(step).isInstanceOfSatisfying(JobStep.Trouble.class, trouble -> {
            assertThat(trouble.finding().fatal()).isTrue();
            assertThat(trouble.finding().reason()).isEqualTo("DeadlineExceeded");
        });
    }

    record Case(String name, String spec, GatewayJob job, JobChange change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> changes() {
        GatewayJob encoding = job(JobStatus.ENCODING);
        return Stream.of(
                new Case("nothing", "", encoding, null),
                new Case("suspend", "suspend: true", encoding, new JobChange(true, null, null)),
                new Case("resume", "", suspended(encoding, true, 0, null), new JobChange(false, null, null)),
                new Case("priority", "priority: -3", encoding, new JobChange(null, -3, null)),
                new Case(
                        "deadline",
                        "deadline: 2030-01-01T00:00:00Z",
                        encoding,
                        new JobChange(null, null, Optional.of(LATER))),
                new Case(
                        "no deadline any more",
                        "",
                        suspended(encoding, false, 0, LATER),
                        new JobChange(null, null, Optional.empty())),
                new Case("as it is", "priority: 4\nsuspend: true", suspended(encoding, true, 4, null), null),
                new Case("one that has ended", "suspend: true", job(JobStatus.COMPLETED), null));
    }

    @ParameterizedTest
    @MethodSource
    void changes(Case one) {
        JobStep expected =
                one.change() == null ? new JobStep.Rest() : new JobStep.Change(new JobId("j1"), one.change());

        assertThat(next("profile: fast\n" + one.spec(), one.job())).isEqualTo(expected);
    }

    @Test
    void a_deadline_that_was_moved_into_the_past_is_said_and_ends_nothing() {
        JobStep step = next("profile: fast\ndeadline: 2026-01-01T00:00:00Z", job(JobStatus.ENCODING));

        assertThat(step).isInstanceOfSatisfying(JobStep.Trouble.class, trouble -> assertThat(
                        trouble.finding().fatal())
                .isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void only_that_there_is_no_such_job_any_more_ends_one_that_was_accepted(ProblemCode code) {
        GatewayProblem problem = new GatewayProblem(code, "why");
        JobStep step = StepPlanner.next(new Observation(TestingMediaJob.of("profile: fast"), null, problem, null, NOW));

        assertThat(step).isInstanceOfSatisfying(JobStep.Trouble.class, trouble -> assertThat(
                        trouble.finding().fatal())
                .isEqualTo(code == ProblemCode.JOB_NOT_FOUND));
    }

    @Test
    void a_job_that_the_gateway_does_not_know_any_more_ends_with_what_that_may_mean() {
        GatewayProblem problem = new GatewayProblem(ProblemCode.JOB_NOT_FOUND, "there is no job j1");
        JobStep step = StepPlanner.next(new Observation(TestingMediaJob.of("profile: fast"), null, problem, null, NOW));

        assertThat(step).isInstanceOfSatisfying(JobStep.Trouble.class, trouble -> {
            assertThat(trouble.finding().reason()).isEqualTo("JobNotFound");
            assertThat(trouble.finding().message()).contains("its database is an older one", "another MediaJob");
        });
    }
}
