package io.reelmill.chunker.plan;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import java.util.List;
import java.util.Set;

/**
 * Predicts the peak resident memory of one ffmpeg that decodes, scales and encodes. For one encoder and preset it is linear
 * in the pixels of a picture; base and slope are measured in MiB with one thread, and a margin is added.
 */
public final class MemoryTable {

    private static final double MIB = 1 << 20;
    private static final double PIXELS = 1_000_000;

    /** More decoding and filtering threads each hold more pictures. */
    private static final double PER_THREAD = 0.12;

    /** A decoder's reference pictures, in MiB per megapixel of the source beyond those of the output. */
    private static final double DECODER = 45;

    private static final double MARGIN = 1.25;
    private static final double AUDIO = 160;

    /**
     * @param codec codec produced
     * @param presets presets with these figures; empty for all others of the codec
     * @param base MiB at no pixels
     * @param slope MiB per megapixel of the output
     * @param weight CPU time per megapixel, relative to x264 medium
     */
    private record Row(VideoCodec codec, Set<String> presets, double base, double slope, double weight) {}

    /** The first row that fits counts. */
    private static final List<Row> ROWS = List.of(
            new Row(VideoCodec.H264, Set.of("ultrafast", "superfast"), 60, 85, 0.25),
            new Row(VideoCodec.H264, Set.of("veryfast", "faster", "fast"), 65, 140, 0.6),
            new Row(VideoCodec.H264, Set.of("slow", "slower", "veryslow", "placebo"), 104, 188, 2.2),
            new Row(VideoCodec.H264, Set.of(), 75, 165, 1),
            new Row(VideoCodec.HEVC, Set.of("ultrafast", "superfast", "veryfast"), 70, 150, 1.2),
            new Row(VideoCodec.HEVC, Set.of("slow", "slower", "veryslow", "placebo"), 110, 240, 9),
            new Row(VideoCodec.HEVC, Set.of(), 85, 175, 3),
            new Row(VideoCodec.AV1, Set.of("0", "1", "2", "3", "4", "5"), 90, 380, 8),
            new Row(VideoCodec.AV1, Set.of("9", "10", "11", "12", "13"), 60, 220, 0.8),
            new Row(VideoCodec.AV1, Set.of(), 60, 265, 2));

    private MemoryTable() {}

    /** Peak of one chunk of the rendition, in bytes, with so many threads. */
    public static long predict(VideoSettings settings, VideoTrack track, int threads) {
        double output = megapixels(settings);
        double source = (double) track.width() * track.height() / PIXELS;
        Row row = row(settings);
        double depth = settings.pixelFormat().contains("10") ? 1.6 : 1;
        double encoder = row.base() + row.slope() * output * depth * (1 + PER_THREAD * (threads - 1));
        double decoder = DECODER * Math.max(0, source - output) * (track.bitDepth() > 8 ? 2 : 1);
        return (long) ((encoder + decoder) * MARGIN * MIB);
    }

    /** Peak of one audio track, in bytes. */
    public static long audio() {
        return (long) (AUDIO * MIB);
    }

    /** Relative work of so many frames of the rendition. */
    public static double cost(VideoSettings settings, long frames) {
        return megapixels(settings) * frames * row(settings).weight();
    }

    private static double megapixels(VideoSettings settings) {
        return (double) settings.width() * settings.height() / PIXELS;
    }

    private static Row row(VideoSettings settings) {
        return ROWS.stream()
                .filter(row -> row.codec() == settings.codec())
                .filter(row -> row.presets().isEmpty() || row.presets().contains(settings.preset()))
                .findFirst()
                .orElseThrow();
    }
}
