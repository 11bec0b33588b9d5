package io.reelmill.chunker.inspect;

import io.reelmill.media.command.Seconds;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedStream;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Tells whether the keyframes of a stream are whole pictures. Where a picture is refreshed in parts (x264's
 * {@code intra-refresh}) decoding can start at them too, but gives nothing until all parts have come.
 */
final class Keyframes {

    private Keyframes() {}

    /** The timeline, with what one keyframe in the middle tells about all of them. */
    static Timeline examined(MediaProbe probe, ProbedStream stream, Timeline timeline) throws InterruptedException {
        FrameIndex index = timeline.index();
        long[] keyframes = index.keyframes();
        if (keyframes.length < 2) {
            return timeline;
        }
        String middle = Seconds.of(keyframes[keyframes.length / 2], stream.timeBase());
        OptionalLong whole = picture(probe, stream, middle);
        boolean sought = whole.isPresent() && Arrays.binarySearch(keyframes, whole.getAsLong()) > 0;
        return sought ? timeline.with(index.withWholeKeyframes()) : timeline;
    }

    /** Empty as well where it cannot be told. */
    private static OptionalLong picture(MediaProbe probe, ProbedStream stream, String seconds)
            throws InterruptedException {
        try {
            return probe.wholeKeyframe(stream.index(), seconds);
        } catch (ProbeException e) {
            return OptionalLong.empty();
        }
    }
}
