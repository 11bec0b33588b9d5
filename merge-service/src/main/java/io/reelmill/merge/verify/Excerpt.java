package io.reelmill.merge.verify;

import io.reelmill.merge.join.Joined;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The frames of a rendition that are decoded to prove it: around every joint, and up to each picture to compare. Each run
 * begins at a keyframe and is a beginning of its GOP in decode order, so that it decodes by itself. Pure.
 *
 * @param runs runs of frames, ascending
 */
record Excerpt(List<Run> runs) {

    /**
     * Frames around joints that are decoded of one rendition, spread over its joints: whole GOPs where there are few, the
     * beginnings of the GOPs on both sides where there are many, so that a proof stays cheap beside the encode.
     */
    private static final int JOINT_FRAMES = 360;

    /** Frames decoded on each side of a joint at least. */
    private static final int LEAST_PER_SIDE = 12;

    Excerpt {
        runs = List.copyOf(runs);
    }

    /**
     * A run of frames in decode order.
     *
     * @param span index of the chunk among the joined ones
     * @param from its first frame, a keyframe
     * @param to the frame after its last
     */
    record Run(int span, int from, int to) {}

    /** What to decode of a rendition whose given pictures are compared. */
    static Excerpt of(Joined joined, List<PictureChoice.Target> targets) {
        TreeMap<Integer, Run> runs = new TreeMap<>();
        int spans = joined.spans().size();
        int side = Math.max(LEAST_PER_SIDE, JOINT_FRAMES / (2 * spans));
        for (int span = 0; span < spans; span++) {
            Joined.Span frames = joined.spans().get(span);
            add(runs, joined, span, frames.from(), frames.from() + side);
            int last = joined.samples().keyAt(frames.to() - 1);
            add(runs, joined, span, last, last + side);
        }
        for (PictureChoice.Target target : targets) {
            int key = joined.samples().keyAt(target.sample());
            add(runs, joined, target.span(), key, target.sample() + 1);
        }
        return new Excerpt(new ArrayList<>(runs.values()));
    }

    private static void add(TreeMap<Integer, Run> runs, Joined joined, int span, int key, int end) {
        int to = Math.min(end, joined.samples().nextKey(key));
        runs.merge(key, new Run(span, key, to), (a, b) -> new Run(span, key, Math.max(a.to(), b.to())));
    }

    /** Only the runs of the given chunk. */
    Excerpt of(int span) {
        return new Excerpt(runs.stream().filter(r -> r.span() == span).toList());
    }

    /** The runs of so many chunks at a time. */
    List<Excerpt> batches(int chunks) {
        List<Excerpt> batches = new ArrayList<>();
        List<Run> batch = new ArrayList<>();
        int last = -1;
        for (Run run : runs) {
            if (!batch.isEmpty() && run.span() / chunks != last / chunks) {
                batches.add(new Excerpt(batch));
                batch = new ArrayList<>();
            }
            batch.add(run);
            last = run.span();
        }
        if (!batch.isEmpty()) {
            batches.add(new Excerpt(batch));
        }
        return batches;
    }

    int frames() {
        return runs.stream().mapToInt(r -> r.to() - r.from()).sum();
    }
}
