package io.reelmill.media.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A track as the index of its file describes it, on ffmpeg's clock: samples that the edit list does not show are left out, and
 * the first one shown stands after the empty time.
 */
public final class Mp4Track {

    private final SampleTables samples;
    private final EditList edits;
    private final long fileBytes;
    private final int[] used;
    private final long shift;

    Mp4Track(SampleTables samples, EditList edits, long fileBytes) {
        this.samples = samples;
        this.edits = edits;
        this.fileBytes = fileBytes;
        this.used = used();
        this.shift = edits.none() ? 0 : shift();
    }

    /** Frames shown when the whole file is there; empty of frames when nothing is shown. */
    public FrameIndex index() {
        return index(Long.MAX_VALUE);
    }

    /** Frames before the first one that is not in the file. */
    public FrameIndex present() {
        long firstMissing = IntStream.of(used)
                .filter(i -> samples.end()[i] > fileBytes)
                .mapToLong(this::pts)
                .min()
                .orElse(Long.MAX_VALUE);
        return index(firstMissing);
    }

    /** Bytes that the file must have at least to hold every sample. */
    public long promisedBytes() {
        return IntStream.of(used).mapToLong(i -> samples.end()[i]).max().orElse(0);
    }

    /** PTS of the first samples shown, in the order of decoding. */
    public long[] firstDecoded(int count) {
        return IntStream.of(used)
                .filter(this::shown)
                .limit(count)
                .mapToLong(this::pts)
                .toArray();
    }

    private FrameIndex index(long before) {
        long[] pts = IntStream.of(used)
                .filter(this::shown)
                .mapToLong(this::pts)
                .filter(t -> t < before)
                .sorted()
                .toArray();
        long[] keys = IntStream.of(used)
                .filter(i -> samples.key()[i])
                .mapToLong(this::pts)
                .filter(t -> t < before)
                .sorted()
                .toArray();
        return new FrameIndex(pts, keys, pts.length == 0 ? 0 : FrameEnd.of(pts, end(pts)));
    }

    /** The last frame shown lasts as long as its sample does in decoding order, as packets tell it. */
    private long end(long[] pts) {
        long last = pts[pts.length - 1];
        for (int i : used) {
            if (pts(i) == last) {
                return last + duration(i);
            }
        }
        return last;
    }

    private long duration(int sample) {
        long[] decode = samples.decode();
        return sample + 1 < decode.length ? decode[sample + 1] - decode[sample] : samples.lastDuration();
    }

    private boolean shown(int sample) {
        return edits.shows(samples.shown()[sample]);
    }

    private long pts(int sample) {
        return samples.shown()[sample] + shift;
    }

    /** Samples from the keyframe before the stretch that is shown. */
    private int[] used() {
        int count = samples.decode().length;
        int first = 0;
        for (int i = 0; i < count && !edits.none(); i++) {
            if (samples.key()[i] && samples.shown()[i] <= edits.start()) {
                first = i;
            }
        }
        return IntStream.range(first, count).toArray();
    }

    /** Decoding starts at the end of the empty time, and then all moves so that the first frame shown is there. */
    private long shift() {
        int first = Arrays.stream(used).filter(this::shown).findFirst().orElse(-1);
        if (first < 0) {
            return 0;
        }
        long start = edits.empty() - samples.decode()[first];
        long earliest = -1;
        for (int i : used) {
            if (shown(i)) {
                long pts = samples.shown()[i] + start;
                earliest = earliest < 0 ? pts : Math.min(earliest, pts);
            }
        }
        long late = earliest - edits.empty();
        return late > 0 ? start - late : start;
    }
}
