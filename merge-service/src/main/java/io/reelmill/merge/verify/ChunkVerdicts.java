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
                double unlikeness = source.get(target.source()).unlikeness(shown);
                worst = Math.max(worst, unlikeness);
                compared++;
                if (unlikeness > 1) {
                    fault(target.span(), describe(target, unlikeness));
                }
            }
        }
    }

    private String describe(PictureChoice.Target target, double unlikeness) {
        double seconds = (double) joined.samples().pts(target.sample()) / joined.timescale();
        return String.format(
                Locale.ROOT,
                "the picture at %.3f s is not the source's: %.1f times the distance that is tolerated",
                seconds,
                unlikeness);
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
