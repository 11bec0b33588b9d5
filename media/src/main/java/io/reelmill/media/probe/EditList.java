package io.reelmill.media.probe;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What an edit list shows of a track: after some empty time, one stretch of it at normal speed. Anything else is not
 * described.
 *
 * @param empty ticks of the media before anything is shown
 * @param start first composition time shown
 * @param length ticks shown
 */
record EditList(long empty, long start, long length) {

    private static final int NORMAL_RATE = 0x10000;

    /** Everything from time zero. */
    static final EditList NONE = new EditList(0, Long.MIN_VALUE, Long.MAX_VALUE);

    /** Reads the {@code edts} box of a track; empty when it is more than this type can say. */
    static Optional<EditList> of(Mp4Box track, long movieScale, long mediaScale) {
        ByteBuffer in = track.find("edts", "elst").map(Mp4Box::bytes).orElse(null);
        if (in == null) {
            return Optional.of(NONE);
        }
        try {
            return Optional.ofNullable(read(in, movieScale, mediaScale));
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static EditList read(ByteBuffer in, long movieScale, long mediaScale) {
        boolean large = in.get(0) == 1;
        int entries = in.position(4).getInt();
        long empty = 0;
        for (int i = 0; i < entries; i++) {
            long duration = large ? in.getLong() : Integer.toUnsignedLong(in.getInt());
            long time = large ? in.getLong() : in.getInt();
            int rate = in.getInt();
            long ticks = rescale(duration, mediaScale, movieScale);
            if (time == -1) {
                empty += ticks;
            } else {
                boolean last = i == entries - 1;
                return last && time >= 0 && rate == NORMAL_RATE && ticks > 0 ? new EditList(empty, time, ticks) : null;
            }
        }
        return null;
    }

    /** Rounded to the nearest, halves away from zero. */
    private static long rescale(long value, long to, long from) {
        BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(to));
        return product.add(BigInteger.valueOf(from / 2))
                .divide(BigInteger.valueOf(from))
                .longValue();
    }

    boolean none() {
        return this == NONE;
    }

    boolean shows(long compositionTime) {
        return none() || compositionTime >= start && compositionTime < start + length;
    }
}
