package io.reelmill.merge.verify;

import io.reelmill.merge.join.Joined;
import io.reelmill.merge.join.Timeline;
import io.reelmill.merge.mp4.SampleTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses the frames whose pictures are compared. A keyframe of the source costs one frame of decoding there and, in the
 * rendition, the frames since its own keyframe; so of the source's keyframes in a chunk the cheapest are taken. Pure.
 */
final class PictureChoice {

    /** Frames of a chunk that may be decoded for more pictures than one. */
    private static final int FRAMES_FOR_MORE = 24;

    private final Joined joined;
    private final Timeline timeline;
    private final Map<Long, Integer> frameByPts = new HashMap<>();

    PictureChoice(Joined joined, Timeline timeline) {
        this.joined = joined;
        this.timeline = timeline;
        SampleTable samples = joined.samples();
        for (int i = 0; i < samples.count(); i++) {
            frameByPts.put(samples.pts(i), i);
        }
    }

    /**
     * A frame to compare.
     *
     * @param span index of its chunk among the joined ones
     * @param sample its number in decode order
     * @param source its name in the source: its PTS, or its number where PTS name no frames
     */
    record Target(int span, int sample, long source) {}

    /**
     * For each chunk the cheapest of the named frames of the source that lie in it; none where none does. Frames that can only
     * be counted are all in one chunk, and few are named, so all of those are taken.
     */
    List<Target> among(Collection<Long> names) {
        List<Target> chosen = new ArrayList<>();
        for (int span = 0; span < joined.spans().size(); span++) {
            chosen.addAll(inSpan(span, names));
        }
        return chosen;
    }

    private List<Target> inSpan(int span, Collection<Long> names) {
        Joined.Span frames = joined.spans().get(span);
        List<Target> candidates = new ArrayList<>();
        for (long name : names) {
            Integer sample = frameByPts.get(shownAt(name));
            if (sample != null && sample >= frames.from() && sample < frames.to()) {
                candidates.add(new Target(span, sample, name));
            }
        }
        candidates.sort(Comparator.comparingInt(this::cost));
        List<Target> taken = new ArrayList<>();
        int spent = 0;
        for (Target candidate : candidates) {
            spent += cost(candidate);
            if (taken.isEmpty() || spent <= FRAMES_FOR_MORE || !timeline.namesFrames()) {
                taken.add(candidate);
            }
        }
        return taken;
    }

    private long shownAt(long name) {
        if (timeline.namesFrames()) {
            return timeline.ticks(name);
        }
        return name < joined.samples().count() ? joined.clock()[(int) name] : -1;
    }

    private int cost(Target target) {
        return target.sample() - joined.samples().keyAt(target.sample()) + 1;
    }

    /** The first frame of each chunk. */
    List<Target> firstFrames(Collection<Integer> spans) {
        return spans.stream().map(this::firstFrame).toList();
    }

    private Target firstFrame(int span) {
        Joined.Span frames = joined.spans().get(span);
        long shown = joined.samples().pts(frames.from());
        return new Target(span, frames.from(), timeline.sourcePts(shown));
    }

    /** Chunks for which none of the targets stands. */
    List<Integer> uncovered(Collection<Target> targets) {
        boolean[] covered = new boolean[joined.spans().size()];
        targets.forEach(t -> covered[t.span()] = true);
        List<Integer> rest = new ArrayList<>();
        for (int span = 0; span < covered.length; span++) {
            if (!covered[span]) {
                rest.add(span);
            }
        }
        return rest;
    }
}
