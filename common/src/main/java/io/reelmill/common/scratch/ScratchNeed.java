package io.reelmill.common.scratch;

import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.plan.VideoSettings;
import java.util.HashMap;
import java.util.Map;

/** Predicts how much scratch space work takes: a generous upper bound, since a full disk ends the attempt. Pure. */
public final class ScratchNeed {

    private static final long MARGIN = 32L << 20;

    /** Bits per pixel of grainy footage at CRF 23; six steps of CRF double or halve them. */
    private static final double BITS_PER_PIXEL = 0.3;

    private static final double CRF = 23;
    private static final double CRF_STEPS_TO_DOUBLE = 6;

    private ScratchNeed() {}

    /**
     * Bytes for planning: a source that cannot be read at random is copied as a whole, which is not known before.
     *
     * @param sourceMib size of the source in mebibytes, 0 where it is not known
     */
    public static long copy(double sourceMib) {
        return sourceMib == 0 ? 0 : (long) (sourceMib * (1 << 20)) + MARGIN;
    }

    /** In bytes, of everything but planning. */
    public static long bytes(TaskWork work) {
        if (work instanceof TaskWork.EncodeChunk chunk) {
            return chunk(chunk) + MARGIN;
        }
        if (work instanceof TaskWork.EncodeAudio audio) {
            return (long) (audio.settings().bitrate() * audio.track().durationSeconds() / Byte.SIZE) + MARGIN;
        }
        return work instanceof TaskWork.Merge merge ? merge(merge) + MARGIN : 0;
    }

    private static long chunk(TaskWork.EncodeChunk work) {
        VideoSettings settings = work.settings();
        double pixels =
                (double) settings.width() * settings.height() * work.chunk().frames();
        double bits = settings.crf() == null
                ? 0
                : pixels * BITS_PER_PIXEL * Math.pow(2, (CRF - settings.crf()) / CRF_STEPS_TO_DOUBLE);
        double seconds =
                work.chunk().frames() / Math.max(1, work.track().frameRate().toDouble());
        long rate = settings.bitrate() == null ? 0 : settings.bitrate();
        return (long) (Math.max(bits, rate * seconds) / Byte.SIZE);
    }

    /**
     * Every finished file once, until all are verified, and beside them the largest rendition joined, once more while it is
     * muxed, and in excerpts.
     */
    private static long merge(TaskWork.Merge work) {
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
        return audio + all + largest + largest / 2;
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
