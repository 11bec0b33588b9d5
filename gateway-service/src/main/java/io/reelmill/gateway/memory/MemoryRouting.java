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

    /** Keys under which something may be known. */
    static List<String> keys(JobPlan plan) {
        return plan.tasks().stream()
                .map(TaskSpec::memoryKey)
                .filter(key -> key != null)
                .distinct()
                .toList();
    }

    /** The plan with queues, corrected predictions and warnings. */
    JobPlan route(JobPlan plan, Map<String, MemoryCorrections> learned, Instant now) {
        List<TaskSpec> tasks =
                plan.tasks().stream().map(task -> route(task, learned, now)).toList();
        List<String> warnings = Stream.concat(plan.warnings().stream(), warnings(plan, tasks))
                .distinct()
                .toList();
        return plan.withTasks(tasks).withWarnings(warnings);
    }

    private TaskSpec route(TaskSpec task, Map<String, MemoryCorrections> learned, Instant now) {
        MemoryPrediction table = table(task);
        MemoryCorrections known = task.memoryKey() == null ? null : learned.get(task.memoryKey());
        MemoryPrediction predicted = known == null ? table : known.corrected(table, now);
        WorkQueue wanted = classes.route(predicted.bytes()).queue();
        return task.predicted(predicted.bytes(), predicted.basis(), holding(wanted));
    }

    private static MemoryPrediction table(TaskSpec task) {
        MemoryBasis basis = task.memoryBasis() == null ? MemoryBasis.TABLE : task.memoryBasis();
        return new MemoryPrediction(task.predictedBytes(), basis);
    }

    /** The smallest installed class that is at least as large; the largest where none is. */
    private WorkQueue holding(WorkQueue wanted) {
        return installed.stream()
                .filter(queue -> queue.compareTo(wanted) >= 0)
                .findFirst()
                .orElseGet(() -> installed.get(installed.size() - 1));
    }

    /** One per rendition: all its chunks are alike. */
    private Stream<String> warnings(JobPlan plan, List<TaskSpec> tasks) {
        MemoryAdvice advice = new MemoryAdvice(model, classes);
        return plan.renditions().stream()
                .filter(rendition -> rendition.video() != null)
                .flatMap(rendition -> tasks.stream()
                        .filter(task -> rendition.name().equals(task.rendition()) && task.memoryKey() != null)
                        .findFirst()
                        .flatMap(
                                task -> advice.warning(rendition.name(), work(plan, rendition, task), prediction(task)))
                        .stream());
    }

    private static MemoryWork work(JobPlan plan, RenditionPlan rendition, TaskSpec task) {
        int threads = MemoryKey.parse(task.memoryKey()).threads();
        return MemoryWork.of(rendition.video(), plan.facts().video(), threads);
    }

    private static MemoryPrediction prediction(TaskSpec task) {
        return new MemoryPrediction(task.predictedBytes(), task.memoryBasis());
    }
}
