package io.reelmill.chunker.plan;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.spec.VideoCodec;
import java.util.List;
import java.util.Set;

/** How much work encodes are beside each other: the longest are done first. */
final class EncodeCost {

    private static final double PIXELS = 1_000_000;

    /**
     * @param codec codec produced
     * @param presets presets that take so long; empty for all others of the codec
     * @param weight CPU time per megapixel, relative to x264 medium
     */
    private record Row(VideoCodec codec, Set<String> presets, double weight) {}

    /** The first row that fits counts. */
    private static final List<Row> ROWS = List.of(
            new Row(VideoCodec.H264, Set.of("ultrafast", "superfast"), 0.25),
            new Row(VideoCodec.H264, Set.of("veryfast", "faster", "fast"), 0.6),
            new Row(VideoCodec.H264, Set.of("slow", "slower", "veryslow"), 2.2),
            new Row(VideoCodec.H264, Set.of(), 1),
            new Row(VideoCodec.HEVC, Set.of("ultrafast", "superfast", "veryfast"), 1.2),
            new Row(VideoCodec.HEVC, Set.of("slow", "slower", "veryslow"), 9),
            new Row(VideoCodec.HEVC, Set.of(), 3),
            new Row(VideoCodec.AV1, Set.of("0", "1", "2", "3", "4", "5"), 8),
            new Row(VideoCodec.AV1, Set.of("9", "10", "11", "12", "13"), 0.8),
            new Row(VideoCodec.AV1, Set.of(), 2));

    private EncodeCost() {}

    /** Relative work of so many frames of the rendition. */
    static double of(VideoSettings settings, long frames) {
        double megapixels = (double) settings.width() * settings.height() / PIXELS;
        return megapixels * frames * row(settings).weight();
    }

    private static Row row(VideoSettings settings) {
        return ROWS.stream()
                .filter(row -> row.codec() == settings.codec())
                .filter(row -> row.presets().isEmpty() || row.presets().contains(settings.preset()))
                .findFirst()
                .orElseThrow();
    }
}
