package io.reelmill.media.clips;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the beeps of a clip's sound are.
 *
 * @param onsets times at which a beep starts, in seconds of the presentation
 * @param seconds length of the sound from time zero
 */
public record ToneReading(List<Double> onsets, double seconds) {

    static final int RATE = 48_000;
    private static final int LOUD = 2_000;
    private static final int QUIET_SAMPLES = RATE / 20;

    public ToneReading {
        onsets = List.copyOf(onsets);
    }

    /** Reads 16-bit mono samples. */
    static ToneReading of(byte[] samples) {
        ByteBuffer buffer = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN);
        List<Double> onsets = new ArrayList<>();
        int count = samples.length / 2;
        int quiet = QUIET_SAMPLES;
        for (int i = 0; i < count; i++) {
            boolean loud = Math.abs(buffer.getShort(2 * i)) > LOUD;
            if (loud && quiet >= QUIET_SAMPLES) {
                onsets.add((double) i / RATE);
            }
            quiet = loud ? 0 : quiet + 1;
        }
        return new ToneReading(onsets, (double) count / RATE);
    }
}
