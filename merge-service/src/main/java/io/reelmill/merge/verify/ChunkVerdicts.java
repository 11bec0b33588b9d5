package io.reelmill.merge.verify;

import io.reelmill.common.message.TaskEvent;
import io.reelmill.merge.join.Joined;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares pictures and attributes what is found to chunks; keeps the first fault of each. Pure. */
final class ChunkVerdicts {

    private final Joined joined;
    private final Map<Integer, String> faults = new TreeMap<>();
    private double worst;
    private int compared;

    ChunkVerdicts(Joined joined) {
        this.joined = joined;
    }

    void fault(int span, String detail) {
        faults.putIfAbsent(span, detail);
    }

    /** Compares each target's picture in the rendition, by PTS of the rendition, with the source's, by the source's name. */
    void compare(List<PictureChoice.Target> targets, Map<Long, Signature> source, Map<Long, Signature> rendition) {
        for (PictureChoice.Target target : targets) {
            Signature shown = rendition.get(joined.samples().pts(target.sample()));
            if (shown != null) {
                double distance = source.get(target.source()).distance(shown);
                worst = Math.max(worst, distance);
                compared++;
                if (distance > Signature.SAME_PICTURE) {
                    fault(target.span(), describe(target, distance));
                }
            }
        }
    }

    private String describe(PictureChoice.Target target, double distance) {
        double seconds = (double) joined.samples().pts(target.sample()) / joined.timescale();
        return String.format(
                Locale.ROOT,
                "the picture at %.3f s is not the source's: distance %.1f, at most %.1f is the same picture",
                seconds,
                distance,
                Signature.SAME_PICTURE);
    }

    /** Faulty chunks, in order. */
    List<TaskEvent.Rejection> rejections() {
        return faults.entrySet().stream()
                .map(e -> joined.spans().get(e.getKey()).input().rejected(e.getValue()))
                .toList();
    }

    int compared() {
        return compared;
    }

    double worst() {
        return worst;
    }
}
