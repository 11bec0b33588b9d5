package io.reelmill.merge.join;

import io.reelmill.common.plan.VideoTrack;
import java.math.BigInteger;

/** Turns PTS of the source into ticks of a rendition, which starts at zero with the source's first frame. Pure. */
public record Timeline(VideoTrack track, int timescale) {

    /** Ticks since the first frame, rounded to the nearest. */
    public long ticks(long sourcePts) {
        BigInteger divisor = BigInteger.valueOf(track.timeBase().den());
        BigInteger shifted = BigInteger.valueOf(sourcePts - track.firstPts())
                .multiply(BigInteger.valueOf(track.timeBase().num()))
                .multiply(BigInteger.valueOf(timescale))
                .add(divisor.shiftRight(1));
        return shifted.subtract(shifted.mod(divisor)).divide(divisor).longValueExact();
    }

    /** The PTS of the source that gave these ticks. */
    public long sourcePts(long ticks) {
        BigInteger divisor = BigInteger.valueOf(track.timeBase().num()).multiply(BigInteger.valueOf(timescale));
        BigInteger shifted = BigInteger.valueOf(ticks)
                .multiply(BigInteger.valueOf(track.timeBase().den()))
                .add(divisor.shiftRight(1));
        return shifted.subtract(shifted.mod(divisor)).divide(divisor).longValueExact() + track.firstPts();
    }

    /** Whether the source's frames have a PTS each that the rendition's frames must keep. */
    public boolean namesFrames() {
        return track.access() == VideoTrack.Access.RANDOM;
    }
}
