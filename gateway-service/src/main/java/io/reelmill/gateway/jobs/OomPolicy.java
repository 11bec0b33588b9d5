package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Budget;
import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.spec.MemorySpec;
import java.util.List;

/**
 * The ladder that work climbs which runs out of memory: a larger class, a cheaper command, a smaller chunk, and then the end,
 * each step once. Whole tracks climb the classes only; planning and merging have one class and are repeated as often as where a
 * job asks for repetition alone.
 *
 * @param classes the classes of workers that this installation has, smallest first
 * @param restarts how often the same is tried again where a job asks for just that, and how often planning and merging are
 */
public record OomPolicy(List<WorkQueue> classes, int restarts) {

    /** Three classes, two restarts. */
    public static final OomPolicy DEFAULT =
            new OomPolicy(List.of(WorkQueue.SMALL, WorkQueue.STANDARD, WorkQueue.LARGE), 2);

    /** How much more than what was not enough is asked for. */
    private static final double RAISE = 1.25;

    public OomPolicy {
        classes = List.copyOf(classes);
    }

    /** The work in a class no smaller than the given one, which may be null; in the largest where there is none such. */
    TaskSpec atLeast(TaskSpec spec, WorkQueue least) {
        if (least == null || spec.queue().compareTo(least) >= 0) {
            return spec;
        }
        WorkQueue queue = classes.stream()
                .filter(installed -> installed.compareTo(least) >= 0)
                .findFirst()
                .orElse(classes.get(classes.size() - 1));
        return spec.predicted(spec.predictedBytes(), spec.memoryBasis(), queue);
    }

    /**
     * The next step.
     *
     * @param task the task with this death counted
     * @param range the frames of a chunk, null for other work
     * @param usedBytes most memory that was seen in use, 0 when unknown
     */
    OomStep next(Task task, Chunk range, MemorySpec wanted, long usedBytes) {
        int deaths = task.spent(Budget.OOM);
        if (wanted.maxOomRetries() != null && deaths > wanted.maxOomRetries()) {
            return new OomStep.GiveUp();
        }
        return switch (wanted.onOom()) {
            case FAIL -> new OomStep.GiveUp();
            case RESTART -> restart(deaths, wanted);
            case ESCALATE -> task.encode() ? escalate(task, range, usedBytes) : makeRoom(task, wanted, usedBytes);
        };
    }

    /** A number that the job names counts instead of the installation's. */
    private OomStep restart(int deaths, MemorySpec wanted) {
        boolean again = wanted.maxOomRetries() != null || deaths <= restarts;
        return again ? new OomStep.Repeat() : new OomStep.GiveUp();
    }

    /**
     * Planning and merging have one class of workers each, so more memory is fewer neighbors there; a merge that had more than
     * its prediction decodes with one thread next.
     */
    private OomStep makeRoom(Task task, MemorySpec wanted, long usedBytes) {
        if (restart(task.spent(Budget.OOM), wanted) instanceof OomStep.GiveUp end) {
            return end;
        }
        if (task.kind() == TaskKind.MERGE && !task.lessons().lean()) {
            return new OomStep.CheaperCommand();
        }
        return new OomStep.MoreMemory(raised(task.spec(), task.queue(), usedBytes));
    }

    private OomStep escalate(Task task, Chunk range, long usedBytes) {
        int larger = classes.indexOf(task.queue()) + 1;
        if (larger < classes.size()) {
            return new OomStep.MoreMemory(raised(task.spec(), classes.get(larger), usedBytes));
        }
        if (task.kind() != TaskKind.CHUNK) {
            return new OomStep.GiveUp();
        }
        if (!task.lessons().lean()) {
            return new OomStep.CheaperCommand();
        }
        return range.halves().<OomStep>map(OomStep.SmallerChunks::new).orElseGet(OomStep.GiveUp::new);
    }

    /** What was predicted was not enough, and neither was what was seen. */
    private static TaskSpec raised(TaskSpec spec, WorkQueue larger, long usedBytes) {
        long bytes = (long) (Math.max(spec.predictedBytes(), usedBytes) * RAISE);
        return spec.predicted(bytes, MemoryBasis.ESCALATED, larger);
    }
}
