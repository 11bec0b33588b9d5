package io.reelmill.merge;

import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * How much scratch space a merge takes: every finished file once, until all are verified, and beside them the largest
 * rendition joined, once more while it is muxed, and in excerpts. Pure.
 */
final class ScratchNeed {

    private static final long MARGIN = 32L << 20;

    private ScratchNeed() {}

    static long bytes(TaskWork.Merge work) {
        Map<String, Long> bytes = new HashMap<>();
        work.encodes().forEach(e -> bytes.put(e.taskId(), e.bytes()));
        long audio = work.plan().renditions().stream()
                .flatMap(r -> r.audioTasks().stream())
                .distinct()
                .mapToLong(id -> bytes.getOrDefault(id, 0L))
                .sum();
        long all = 0;
        long largest = 0;
        for (RenditionPlan rendition : work.plan().renditions()) {
            long size = video(work, rendition) + audio;
            all += size;
            largest = Math.max(largest, size);
        }
        return audio + all + largest + largest / 2 + MARGIN;
    }

    private static long video(TaskWork.Merge work, RenditionPlan rendition) {
        Map<String, String> renditions = new HashMap<>();
        for (TaskSpec task : work.plan().tasks()) {
            renditions.put(task.id(), task.rendition());
        }
        return work.encodes().stream()
                .filter(e -> rendition.name().equals(renditions.get(e.taskId())))
                .mapToLong(TaskOutput::bytes)
                .sum();
    }
}
