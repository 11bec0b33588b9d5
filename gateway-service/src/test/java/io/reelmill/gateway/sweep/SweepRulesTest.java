package io.reelmill.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.sweep.Finding.Action;
import io.reelmill.gateway.sweep.Finding.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepRulesTest {

    private static final Instant CREATED = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration UNLIMITED = Duration.ofDays(7);
    private static final Surroundings BLIND = new Surroundings(Optional.empty(), Map.of(), Optional.empty());

    @ParameterizedTest(name = "deadline {0}, not before {1}, looked at after {2}: {3}")
    @CsvSource({
        "PT1H, , PT59M, false",
        "PT1H, , PT1H, false",
        "PT1H, , PT61M, false",
        "PT1H, , PT63M, true",
        ", , P6D, false",
        ", , P7DT1M, false",
        ", , P7DT3M, true",
        ", P2D, P8D, false",
        ", P2D, P9DT3M, true"
    })
    void a_job_whose_end_came_some_time_ago_fails(
            Duration deadline, Duration notBefore, Duration age, boolean expected) {
        Scheduling scheduling = new Scheduling(false, 0, after(deadline), after(notBefore));
        Job job = Job.draft("j", TestingPlans.spec(), scheduling, Map.of(), CREATED);
        SweepRules.Times times = new SweepRules.Times(CREATED.plus(age), Duration.ofMinutes(2), UNLIMITED);

        List<Suspicion> found = SweepRules.judge(job, BLIND, new Surroundings.Stored(Optional.empty()), times).stream()
                .filter(suspicion -> suspicion.finding().problem() == Problem.DEADLINE_PASSED)
                .toList();

        assertThat(found).hasSize(expected ? 1 : 0).allSatisfy(suspicion -> {
            assertThat(suspicion.finding().action()).isEqualTo(Action.FAIL);
            assertThat(suspicion.repair()).contains(new JobEvent.DeadlinePassed(times.now()));
        });
    }

    private static Instant after(Duration time) {
        return time == null ? null : CREATED.plus(time);
    }
}
