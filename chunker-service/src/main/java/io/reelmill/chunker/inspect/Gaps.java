package io.reelmill.chunker.inspect;

import io.reelmill.media.probe.FrameIndex;
import java.util.Arrays;
import java.util.Optional;

/**
 * Frames that were lost with their packets. Only the times of those around them tell of it, which a variable frame rate does
 * as well, so it counts only where the demuxer complained too and nearly all other frames keep their distance.
 */
final class Gaps {

    private static final double REGULAR = 0.95;

    private Gaps() {}

    /** A sentence with the number of frames there are and there should be; empty when none seems lost. */
    static Optional<String> sentence(FrameIndex index, long complaints) {
        long[] pts = index.pts();
        if (complaints == 0 || pts.length < 3) {
            return Optional.empty();
        }
        long[] distances = new long[pts.length - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = pts[i + 1] - pts[i];
        }
        long[] sorted = distances.clone();
        Arrays.sort(sorted);
        double usual = Math.max(1, sorted[sorted.length / 2]);
        long regular = Arrays.stream(distances)
                .filter(distance -> distance < usual * 1.5 + 1)
                .count();
        long expected = 1
                + Arrays.stream(distances)
                        .map(distance -> distance < usual * 1.5 + 1 ? 1 : Math.round(distance / usual))
                        .sum();
        return expected == pts.length || regular < distances.length * REGULAR
                ? Optional.empty()
                : Optional.of(
                        "the source is damaged: %d frames are there where its frame rate makes %d; its reader complained %d times"
                                .formatted(pts.length, expected, complaints));
    }
}
