package io.reelmill.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.JobMachine;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.sweep.Finding.Action;
import io.reelmill.gateway.sweep.Finding.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    @Test
    void the_silence_of_all_holders_is_suspicious_while_others_are_heard_and_proves_nothing_otherwise() {
        Job job = planned();
        for (String chunk : List.of(TestingPlans.chunkId(0), TestingPlans.chunkId(1))) {
            job = run(job, chunk, "worker-of-" + chunk);
        }

        assertThat(silent(job, Map.of("w9", heartbeat("w9", "i9"))))
                .extracting(suspicion -> suspicion.finding().task())
                .containsExactlyInAnyOrder(TestingPlans.chunkId(0), TestingPlans.chunkId(1));
        assertThat(silent(job, Map.of())).isEmpty();
    }

    @Test
    void what_a_worker_holds_until_it_has_room_is_not_lost_though_its_queue_is_drained() {
        Job job = on(planned(), new JobEvent.TasksReleased(CREATED, List.of(TestingPlans.chunkId(0))));
        WorkQueue queue = job.task(TestingPlans.chunkId(0)).orElseThrow().queue();
        Heartbeat.Waiting waiting = new Heartbeat.Waiting("j", TestingPlans.chunkId(0), 1, 1, 1, CREATED);

        assertThat(lost(job, queue, List.of())).hasSize(1);
        assertThat(lost(job, queue, List.of(waiting))).isEmpty();
    }

    private static List<Suspicion> lost(Job job, WorkQueue queue, List<Heartbeat.Waiting> waiting) {
        Heartbeat beat =
                new Heartbeat("w1", "first", 1, CREATED, "s", Set.of(queue), 1, 1, 1, false, List.of(), waiting, 1);
        return judge(job, new Surroundings(Optional.of(Map.of(queue, 0L)), Map.of(), Optional.of(Map.of("w1", beat))))
                .filter(suspicion -> suspicion.finding().problem() == Problem.RECORD_LOST)
                .toList();
    }

    private static List<Suspicion> silent(Job job, Map<String, Heartbeat> heartbeats) {
        Surroundings world = new Surroundings(Optional.empty(), Map.of(), Optional.of(heartbeats));
        return judge(job, world)
                .filter(suspicion -> suspicion.finding().problem() == Problem.HOLDER_SILENT)
                .toList();
    }

    private static Stream<Suspicion> judge(Job job, Surroundings world) {
        SweepRules.Times times = new SweepRules.Times(CREATED.plusSeconds(60), Duration.ofSeconds(30), UNLIMITED);
        return SweepRules.judge(job, world, new Surroundings.Stored(Optional.empty()), times).stream();
    }

    private static Heartbeat heartbeat(String worker, String incarnation) {
        return new Heartbeat(worker, incarnation, 1, CREATED, "s", Set.of(), 1, 1, 1, false, List.of());
    }

    private static Job planned() {
        Job job = Job.draft("j", TestingPlans.spec(), Scheduling.DEFAULT, Map.of(), CREATED);
        job = run(on(job, new JobEvent.Submitted(CREATED)), "plan", "w1");
        AttemptStats stats = new AttemptStats(CREATED, 1, 1, 1, 1);
        TaskEvent report = new TaskEvent.JobPlanned(
                TaskEvent.SCHEMA, new TaskAttempt("j", "plan", 1, "w1"), stats, TestingPlans.plan(2, 0));
        return on(job, new JobEvent.WorkerReported(CREATED, report));
    }

    private static Job run(Job job, String task, String worker) {
        Holder holder = new Holder(worker, "first", "d", CREATED);
        Job released = on(job, new JobEvent.TasksReleased(CREATED, List.of(task)));
        return on(released, new JobEvent.TaskClaimed(CREATED, task, 1, holder));
    }

    private static Job on(Job job, JobEvent event) {
        return new JobMachine(Rules.DEFAULT).decide(job, event).job();
    }

    private static Instant after(Duration time) {
        return time == null ? null : CREATED.plus(time);
    }
}
