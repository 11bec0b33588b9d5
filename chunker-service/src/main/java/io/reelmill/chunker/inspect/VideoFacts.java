package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.ProbedStream;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Puts together what the container, the first pictures and the index say about a picture track. */
final class VideoFacts {

    /** Planar, gray, semi-planar and packed formats, which name the bits of a component. */
    private static final Pattern DEPTH = Pattern.compile("(?:p|p0|[py][24]|gray|ya|x2rgb|x2bgr|xyz)(9|10|12|14|16)$");

    /** Those that name the bits of a pixel, or of a number of floating point. */
    private static final Map<String, Integer> OTHER_DEPTHS =
            Map.of("nv20", 10, "xv30", 10, "xv36", 12, "48", 16, "64", 16, "f16", 16, "f32", 16);

    /** Rates this near to each other are the same, measured once more and once less exactly. */
    private static final double CLOSE = 0.005;

    private VideoFacts() {}

    /**
     * @param stream the stream that pictures are read from
     * @param source the stream of the source; the same where that is read itself
     */
    static VideoTrack of(ProbedStream stream, ProbedStream source, Timeline timeline, int x264Build) {
        FirstFrames first = timeline.first();
        FrameIndex index = timeline.index();
        String format = first.pixelFormat() != null ? first.pixelFormat() : stream.pixelFormat();
        return new VideoTrack(
                stream.index(),
                stream.codec(),
                first.width() > 0 ? first.width() : stream.width(),
                first.height() > 0 ? first.height() : stream.height(),
                stream.rotation(),
                stream.sampleAspectRatio(),
                format,
                bitDepth(format),
                first.colorWith(source.color()),
                source.interlaced() || first.interlaced(),
                stream.timeBase(),
                frameRate(source, stream.timeBase(), index),
                index.variableRate(),
                index.frames(),
                index.pts()[0],
                index.endPts(),
                x264Build,
                timeline.access());
    }

    static int bitDepth(String pixelFormat) {
        String format = pixelFormat == null ? "" : pixelFormat.replaceFirst("[lb]e$", "");
        Matcher matcher = DEPTH.matcher(format);
        if (matcher.find()) {
            return Integer.parseInt(matcher.group(1));
        }
        return OTHER_DEPTHS.entrySet().stream()
                .filter(depth -> format.endsWith(depth.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(8);
    }

    /** By the mean distance of frames; where that agrees with a rate that was told, exactly that rate. */
    static Rational frameRate(ProbedStream stream, Rational timeBase, FrameIndex index) {
        double measured = 1 / Math.max(timeBase.toDouble() * index.meanDistance(), 1e-6);
        return Stream.of(stream.averageRate(), stream.nominalRate())
                .filter(told -> told != null && distance(told, measured) < measured * CLOSE)
                .min(Comparator.comparingDouble(told -> distance(told, measured)))
                .orElseGet(() -> new Rational(Math.max(1, Math.round(measured * 1000)), 1000))
                .reduced();
    }

    private static double distance(Rational told, double measured) {
        return Math.abs(told.toDouble() - measured);
    }
}
