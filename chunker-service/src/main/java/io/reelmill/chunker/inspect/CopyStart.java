package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.ProbeException;
import io.reelmill.media.probe.ProbedStream;
import java.util.List;
import java.util.Objects;

/**
 * When a copy of a picture begins on the clock of its source. A recording may begin in the middle of a GOP, with pictures that
 * decode to something; a copy begins with the first keyframe.
 */
final class CopyStart {

    /** Packets within which a source has a keyframe; most begin with one. */
    private static final List<Integer> PACKETS = List.of(1, 600);

    private CopyStart() {}

    /**
     * The source's first keyframe, and by how much the copy's first picture comes before or after its own.
     *
     * @return seconds, null where the source does not tell
     */
    static Rational onSourceClock(
            MediaProbe source, ProbedStream stream, FirstFrames first, ProbedStream copied, FrameIndex copy)
            throws ProbeException, InterruptedException {
        Long keyframe = null;
        for (int i = 0; keyframe == null && i < PACKETS.size(); i++) {
            keyframe = source.firstKeyframe(stream.index(), PACKETS.get(i)).orElse(null);
        }
        if (keyframe == null) {
            Long start =
                    first.pts().stream().filter(Objects::nonNull).findFirst().orElse(null);
            return start == null ? null : stream.timeBase().times(start);
        }
        Rational keyframeAfter = copied.timeBase().times(copy.keyframes()[0] - copy.pts()[0]);
        return stream.timeBase().times(keyframe).minus(keyframeAfter);
    }
}
