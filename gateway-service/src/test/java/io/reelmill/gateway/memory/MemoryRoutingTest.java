package io.reelmill.gateway.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryClasses;
import io.reelmill.common.memory.MemoryCorrections;
import io.reelmill.common.memory.MemoryKey;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TestingPlans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MemoryRoutingTest {

    private static final long MIB = 1 << 20;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String KEY = "H264/medium/8bit/2097k/1t/h264-8bit-12bpp-2097k/plain";
    private static final MemoryClasses CLASSES = new MemoryClasses(768 * MIB, 2048 * MIB, 8192 * MIB);
    private static final List<WorkQueue> ALL = List.of(WorkQueue.SMALL, WorkQueue.STANDARD, WorkQueue.LARGE);

    @Test
    void what_nobody_has_learned_about_goes_by_the_table() {
        JobPlan routed = route(ALL, plan(400 * MIB), Map.of());

        assertThat(routed.tasks()).allSatisfy(task -> {
            assertThat(task.queue()).isEqualTo(WorkQueue.SMALL);
            assertThat(task.memoryBasis()).isEqualTo(MemoryBasis.TABLE);
        });
        assertThat(chunk(routed).predictedBytes()).isEqualTo(400 * MIB);
        assertThat(routed.warnings()).isEqualTo(plan(400 * MIB).warnings());
    }

    @Test
    void work_that_was_killed_is_sent_where_more_memory_is() {
        MemoryCorrections killed = MemoryCorrections.none(KEY).killedAt(1000 * MIB, NOW);

        JobPlan routed = route(ALL, plan(400 * MIB), Map.of(KEY, killed));

        assertThat(chunk(routed).predictedBytes()).isEqualTo(1000 * MIB);
        assertThat(chunk(routed).memoryBasis()).isEqualTo(MemoryBasis.LOWER_BOUND);
        assertThat(chunk(routed).queue()).isEqualTo(WorkQueue.STANDARD);
    }

    @Test
    void what_was_learned_about_other_work_changes_nothing() {
        String other = MemoryKey.parse(KEY).asLean().toString();
        MemoryCorrections killed = MemoryCorrections.none(other).killedAt(1000 * MIB, NOW);

        assertThat(chunk(route(ALL, plan(400 * MIB), Map.of(other, killed))).predictedBytes())
                .isEqualTo(400 * MIB);
    }

    @Test
    void people_are_told_once_per_rendition_of_work_that_hardly_fits() {
        JobPlan routed = route(ALL, plan(9000 * MIB), Map.of());

        assertThat(chunk(routed).queue()).isEqualTo(WorkQueue.LARGE);
        assertThat(routed.warnings())
                .filteredOn(warning -> warning.contains("predicted"))
                .singleElement()
                .asString()
                .startsWith("1080p: an encode is predicted to need 9,000 MiB and the largest workers have 8,192 MiB")
                .contains("Less:");
    }

    @ParameterizedTest
    @CsvSource({"400, STANDARD", "1000, STANDARD", "5000, STANDARD"})
    void only_classes_that_are_installed_get_work(long mib, WorkQueue queue) {
        assertThat(chunk(route(List.of(WorkQueue.STANDARD), plan(mib * MIB), Map.of()))
                        .queue())
                .isEqualTo(queue);
    }

    @Test
    void a_task_is_predicted_with_the_threads_that_the_workers_of_its_class_give_it() {
        Map<WorkQueue, Integer> threads = Map.of(WorkQueue.SMALL, 1, WorkQueue.STANDARD, 8);

        TaskSpec small = chunk(route(ALL, plan(400 * MIB), threads, Map.of()));
        TaskSpec standard = chunk(route(List.of(WorkQueue.STANDARD), plan(400 * MIB), threads, Map.of()));

        assertThat(small.memoryKey()).isEqualTo(KEY);
        assertThat(small.predictedBytes()).isEqualTo(400 * MIB);
        assertThat(standard.memoryKey())
                .isEqualTo(MemoryKey.parse(KEY).withThreads(8).toString());
        assertThat(standard.predictedBytes())
                .as("eight threads take more than one")
                .isGreaterThan(500 * MIB);
    }

    @Test
    void a_class_whose_many_threads_take_too_much_is_passed_over() {
        Map<WorkQueue, Integer> threads = Map.of(WorkQueue.SMALL, 32, WorkQueue.STANDARD, 1);

        TaskSpec task = chunk(route(ALL, plan(400 * MIB), threads, Map.of()));

        assertThat(task.queue()).isEqualTo(WorkQueue.STANDARD);
        assertThat(task.memoryKey()).isEqualTo(KEY);
    }

    @Test
    void what_was_learned_with_other_threads_counts_where_they_are_given() {
        String eight = MemoryKey.parse(KEY).withThreads(8).toString();
        Map<String, MemoryCorrections> learned =
                Map.of(eight, MemoryCorrections.none(eight).killedAt(1500 * MIB, NOW));
        MemoryRouting routing = new MemoryRouting(MemoryModel.measured(), CLASSES, ALL);
        Map<WorkQueue, Integer> threads = Map.of(WorkQueue.STANDARD, 8);

        assertThat(routing.keys(plan(400 * MIB), threads)).containsExactly(KEY, eight);
        assertThat(chunk(route(List.of(WorkQueue.STANDARD), plan(400 * MIB), threads, learned))
                        .predictedBytes())
                .isEqualTo(1500 * MIB);
        assertThat(chunk(route(List.of(WorkQueue.STANDARD), plan(400 * MIB), Map.of(), learned))
                        .predictedBytes())
                .isEqualTo(400 * MIB);
    }

    @Test
    void an_attempt_teaches_under_the_threads_that_it_had() {
        AttemptStats stats = new AttemptStats(NOW, 1, 1, 500 * MIB, 1, 0, 0, null, 4);

        assertThat(lesson(Outcome.SUCCEEDED, false, stats).key())
                .isEqualTo(MemoryKey.parse(KEY).withThreads(4).toString());
        assertThat(lesson(Outcome.SUCCEEDED, true, stats).key())
                .as("the lean command has one thread")
                .isEqualTo(MemoryKey.parse(KEY).asLean().toString());
    }

    @Test
    void a_success_and_a_memory_death_teach_and_a_lean_command_teaches_under_its_own_key() {
        assertThat(lesson(Outcome.SUCCEEDED, false, 500 * MIB))
                .isEqualTo(MemoryCorrections.none(KEY).observedPeak(500 * MIB, NOW));
        assertThat(lesson(Outcome.OOM_KERNEL, false, 500 * MIB))
                .isEqualTo(MemoryCorrections.none(KEY).killedAt(500 * MIB, NOW));
        assertThat(lesson(Outcome.OOM_POD, false, 500 * MIB))
                .as("what a worker was seen to use when it was killed")
                .isEqualTo(MemoryCorrections.none(KEY).killedAt(500 * MIB, NOW));
        assertThat(lesson(Outcome.SUCCEEDED, true, 500 * MIB).key())
                .isEqualTo(MemoryKey.parse(KEY).asLean().toString());
        assertThat(lesson(Outcome.SUCCEEDED, false, 0)).as("not measured").isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"WORKER_LOST", "BYSTANDER", "EVICTED", "CANCELLED", "STALLED", "INTERNAL", "TIMED_OUT"})
    void an_end_that_says_nothing_about_memory_teaches_nothing(Outcome outcome) {
        assertThat(lesson(outcome, false, 500 * MIB)).isNull();
    }

    private static MemoryCorrections lesson(Outcome outcome, boolean lean, long peak) {
        return lesson(outcome, lean, new AttemptStats(NOW, 1, 1, peak, 1));
    }

    private static MemoryCorrections lesson(Outcome outcome, boolean lean, AttemptStats stats) {
        Attempt ended = new Attempt(
                TestingPlans.chunkId(0), 1, "w", "i", NOW, NOW, outcome, null, stats, WorkQueue.SMALL, 400 * MIB, lean);
        return MemoryLearning.lesson(Task.waiting(chunk(plan(400 * MIB))), ended)
                .map(lesson -> lesson.change().apply(MemoryCorrections.none(lesson.key())))
                .orElse(null);
    }

    private static JobPlan route(List<WorkQueue> installed, JobPlan plan, Map<String, MemoryCorrections> learned) {
        return route(installed, plan, Map.of(), learned);
    }

    private static JobPlan route(
            List<WorkQueue> installed,
            JobPlan plan,
            Map<WorkQueue, Integer> threads,
            Map<String, MemoryCorrections> learned) {
        return new MemoryRouting(MemoryModel.measured(), CLASSES, installed)
                .route(plan, new MemoryRouting.Known(threads, learned, NOW.plus(Duration.ofMinutes(1))));
    }

    private static JobPlan plan(long bytes) {
        return TestingPlans.predicted(TestingPlans.plan(2, 1), bytes, KEY);
    }

    private static TaskSpec chunk(JobPlan plan) {
        return plan.tasks().get(0);
    }
}
