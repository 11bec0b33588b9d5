package io.reelmill.gateway.memory;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryAdvice;
import io.reelmill.common.memory.MemoryClasses;
import io.reelmill.common.memory.MemoryCorrections;
import io.reelmill.common.memory.MemoryKey;
import io.reelmill.common.memory.MemoryModel;
import io.reelmill.common.memory.MemoryPrediction;
import io.reelmill.common.memory.MemoryWork;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Corrects the predictions of a plan by what was learned, sends each task to the smallest class of workers that holds it, and
 * warns where even the largest hardly does. Pure.
 *
 * @param model what predictions come from, for advice
 * @param classes what the workers of each class have for a task
 * @param installed the classes that there are, smallest first; never empty
 */
record MemoryRouting(MemoryModel model, MemoryClasses classes, List<WorkQueue> installed) {

    MemoryRouting {
        installed = List.copyOf(installed);
    }

    /**
     * What is known beside the model.
     *
     * @param threads threads that workers of a class give to a task; classes that are not named have those of the plan
     * @param learned what attempts have taught, by key
     * @param now when it is
     */
    record Known(Map<WorkQueue, Integer> threads, Map<String, MemoryCorrections> learned, Instant now) {}

    /** Keys under which something may be known: each class may have other threads. */
    List<String> keys(JobPlan plan, Map<WorkQueue, Integer> threads) {
        return plan.tasks().stream()
                .map(TaskSpec::memoryKey)
                .filter(key -> key != null)
                .map(MemoryKey::parse)
                .flatMap(key -> installed.stream().map(queue -> key(key, queue, threads)))
                .map(MemoryKey::toString)
                .distinct()
                .toList();
    }

    private static MemoryKey key(MemoryKey planned, WorkQueue queue, Map<WorkQueue, Integer> threads) {
        return planned.withThreads(threads.getOrDefault(queue, planned.threads()));
    }

    /** The plan with queues, corrected predictions and warnings. */
    JobPlan route(JobPlan plan, Known known) {
        List<TaskSpec> tasks =
                plan.tasks().stream().map(task -> route(plan, task, known)).toList();
        List<String> warnings = Stream.concat(plan.warnings().stream(), warnings(plan, tasks))
                .distinct()
                .toList();
        return plan.withTasks(tasks).withWarnings(warnings);
    }

    /** To the smallest installed class that holds what the task takes there; to the largest where none does. */
    private TaskSpec route(JobPlan plan, TaskSpec task, Known known) {
        TaskSpec routed = task;
        for (WorkQueue queue : installed) {
            routed = on(queue, plan, task, known);
            if (queue.compareTo(classes.route(routed.predictedBytes()).queue()) >= 0) {
                return routed;
            }
        }
        return routed;
    }

    private TaskSpec on(WorkQueue queue, JobPlan plan, TaskSpec task, Known known) {
        MemoryBasis basis = task.memoryBasis() == null ? MemoryBasis.TABLE : task.memoryBasis();
        MemoryPrediction planned = new MemoryPrediction(task.predictedBytes(), basis);
        if (task.memoryKey() == null) {
            return task.predicted(planned.bytes(), planned.basis(), queue);
        }
        MemoryKey plannedKey = MemoryKey.parse(task.memoryKey());
        MemoryKey key = key(plannedKey, queue, known.threads());
        MemoryPrediction table = key.equals(plannedKey) ? planned : model.predict(work(plan, task, key.threads()));
        MemoryCorrections learned = known.learned().get(key.toString());
        MemoryPrediction predicted = learned == null ? table : learned.corrected(table, known.now());
        return task.predicted(key.toString(), predicted.bytes(), predicted.basis(), queue);
    }

    /** One per rendition: all its chunks are alike. */
    private Stream<String> warnings(JobPlan plan, List<TaskSpec> tasks) {
        MemoryAdvice advice = new MemoryAdvice(model, classes);
        return plan.renditions().stream()
                .filter(rendition -> rendition.video() != null)
                .flatMap(rendition -> tasks.stream()
                        .filter(task -> rendition.name().equals(task.rendition()) && task.memoryKey() != null)
                        .findFirst()
                        .flatMap(task -> advice.warning(rendition.name(), work(plan, task), prediction(task)))
                        .stream());
    }

    private static MemoryWork work(JobPlan plan, TaskSpec task) {
        return work(plan, task, MemoryKey.parse(task.memoryKey()).threads());
    }

    private static MemoryWork work(JobPlan plan, TaskSpec task, int threads) {
        RenditionPlan rendition = plan.renditions().stream()
                .filter(candidate -> candidate.name().equals(task.rendition()))
                .findFirst()
                .orElseThrow();
        return MemoryWork.of(rendition.video(), plan.facts().video(), threads);
    }

    private static MemoryPrediction prediction(TaskSpec task) {
        return new MemoryPrediction(task.predictedBytes(), task.memoryBasis());
    }
}
