package io.reelmill.merge.mp4;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes edit lists (ISO/IEC 14496-12, 8.6.6): an empty edit up to the start, then the media from its media time on. A
 * muxer that is told of a start later than the priming leaves the priming audible; both are said here, exactly.
 */
final class EditLists {

    private EditLists() {}

    /** Gives the track the presentation and returns the track's new end in movie ticks. */
    static long apply(Box track, Presentation presentation, long movieTimescale) throws MalformedMediaException {
        long start = rescale(
                presentation.start().num(), movieTimescale, presentation.start().den(), false);
        long shown = rescale(presentation.ticks(), movieTimescale, MovieTracks.timescale(track), true);
        LastSample.stretch(track, presentation.mediaTicks());
        Box edits = Box.container("edts", elst(start, shown, presentation.mediaTime()));
        List<Box> children = track.children();
        children.removeIf(box -> box.type().equals("edts"));
        children.add(indexOf(children, "tkhd") + 1, edits);
        setDuration(track.get("tkhd"), start + shown);
        return start + shown;
    }

    private static int indexOf(List<Box> boxes, String type) {
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).type().equals(type)) {
                return i;
            }
        }
        return -1;
    }

    private static Box elst(long start, long shown, long mediaTime) {
        int entries = start > 0 ? 2 : 1;
        ByteBuffer out = ByteBuffer.allocate(8 + entries * 20);
        out.putInt(1 << 24).putInt(entries);
        if (start > 0) {
            out.putLong(start).putLong(-1).putInt(1 << 16);
        }
        out.putLong(shown).putLong(mediaTime).putInt(1 << 16);
        return Box.leaf("elst", out.array());
    }

    private static void setDuration(Box tkhd, long duration) {
        ByteBuffer body = tkhd.body();
        if (body.get(0) == 1) {
            body.putLong(28, duration);
        } else {
            body.putInt(20, clamp(duration));
        }
    }

    /** All ones mean that a duration does not fit (8.2.2). */
    static int clamp(long duration) {
        return (int) Math.min(duration, Integer.toUnsignedLong(-1));
    }

    /** {@code value * numerator / denominator}, rounded up or to the nearest. */
    static long rescale(long value, long numerator, long denominator, boolean up) {
        BigInteger divisor = BigInteger.valueOf(denominator);
        BigInteger half = up ? divisor.subtract(BigInteger.ONE) : divisor.shiftRight(1);
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(numerator))
                .add(half)
                .divide(divisor)
                .longValueExact();
    }
}
