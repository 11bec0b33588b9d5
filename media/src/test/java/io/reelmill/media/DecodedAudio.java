package io.reelmill.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One audio track of a file as a player hears it, mixed to one channel of 48 kHz.
 *
 * @param startSeconds presentation time of the first sample
 * @param samples samples from the first on
 */
public record DecodedAudio(double startSeconds, short[] samples) {

    private static final int RATE = 48_000;

    /** A beep is louder than this, silence is far below. */
    private static final int LOUD = 2_000;

    private static final int QUIET_SAMPLES = RATE / 20;

    /** Decodes the n-th audio track, from 0. Gaps in the timestamps are filled with silence. */
    public static DecodedAudio of(Path file, int track) {
        byte[] bytes = TestingTools.ffmpegOutput(List.of(
                "-i",
                file.toString(),
                "-map",
                "0:a:" + track,
                "-af",
                "aresample=" + RATE + ":async=1:min_hard_comp=0.01:first_pts=0,pan=mono|c0=c0",
                "-copyts",
                "-f",
                "s16le",
                "pipe:1"));
        short[] samples = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return new DecodedAudio(0, samples);
    }

    /** Samples per channel that decode, at the track's own rate, with nothing filled in or resampled. */
    public static long sampleCount(Path file, int track) {
        long[] bytes = new long[1];
        TestingTools.ffmpeg(
                List.of("-i", file.toString(), "-map", "0:a:" + track, "-ac", "1", "-f", "s16le", "pipe:1"),
                out -> {},
                in -> bytes[0] = count(in));
        return bytes[0] / 2;
    }

    private static long count(InputStream in) throws IOException {
        return in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    /** Presentation times at which beeps begin, in seconds. */
    public List<Double> beepTimes() {
        List<Double> times = new ArrayList<>();
        int lastLoud = -QUIET_SAMPLES;
        for (int i = 0; i < samples.length; i++) {
            if (Math.abs(samples[i]) > LOUD) {
                if (i - lastLoud >= QUIET_SAMPLES) {
                    times.add(startSeconds + (double) i / RATE);
                }
                lastLoud = i;
            }
        }
        return times;
    }

    /** Loudness (root mean square) in windows of so many milliseconds: an envelope to compare two tracks by. */
    public double[] envelope(int windowMillis) {
        int window = RATE * windowMillis / 1000;
        double[] envelope = new double[samples.length / window];
        for (int w = 0; w < envelope.length; w++) {
            double sum = 0;
            for (int i = w * window; i < (w + 1) * window; i++) {
                sum += (double) samples[i] * samples[i];
            }
            envelope[w] = Math.sqrt(sum / window);
        }
        return envelope;
    }

    /**
     * By how many seconds sound comes after the picture: the mean distance from each flash to the nearest beep.
     *
     * @throws IllegalStateException when there is no flash or no beep
     */
    public static double offset(Path file, int track) {
        return offsets(Decoded.of(file), of(file, track)).stream()
                .mapToDouble(offset -> offset)
                .average()
                .orElseThrow(() -> new IllegalStateException("no flash in " + file));
    }

    /** By how many seconds the nearest beep comes after each flash, in order. */
    public static List<Double> offsets(Decoded picture, DecodedAudio sound) {
        List<Double> beeps = sound.beepTimes();
        return picture.flashTimes().stream()
                .map(flash -> nearest(beeps, flash) - flash)
                .toList();
    }

    private static double nearest(List<Double> beeps, double time) {
        return beeps.stream()
                .min((a, b) -> Double.compare(Math.abs(a - time), Math.abs(b - time)))
                .orElseThrow(() -> new IllegalStateException("no beep"));
    }
}
