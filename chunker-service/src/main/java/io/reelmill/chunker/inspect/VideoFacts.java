package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.probe.FirstFrames;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.probe.ProbedStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts together what the container, the first pictures and the index say about a picture track. */
final class VideoFacts {

    private static final Pattern DEPTH =
            Pattern.compile("(?:p0?|gray|x2rgb|x2bgr|xyz)(9|10|12|14|16)(?:le|be)?$|48(?:le|be)$|64(?:le|be)$");

    private VideoFacts() {}

    static VideoTrack of(ProbedStream stream, FirstFrames first, FrameIndex index, int x264Build, Access access) {
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
                first.colorWith(stream.color()),
                stream.interlaced() || first.interlaced(),
                stream.timeBase(),
                frameRate(stream, index),
                index.variableRate(),
                index.frames(),
                index.pts()[0],
                index.endPts(),
                x264Build,
                access);
    }

    static int bitDepth(String pixelFormat) {
        Matcher matcher = DEPTH.matcher(pixelFormat == null ? "" : pixelFormat);
        if (!matcher.find()) {
            return 8;
        }
        return matcher.group(1) == null ? 16 : Integer.parseInt(matcher.group(1));
    }

    /** Frames over the time they are shown; where that agrees with a usual rate, exactly that rate. */
    static Rational frameRate(ProbedStream stream, FrameIndex index) {
        Rational shown = stream.timeBase().times(index.endPts() - index.pts()[0]);
        double measured = index.frames() / Math.max(shown.toDouble(), 1e-9);
        for (Rational told : new Rational[] {stream.averageRate(), stream.nominalRate()}) {
            if (told != null && Math.abs(told.toDouble() - measured) < measured * 0.005) {
                return told.reduced();
            }
        }
        return new Rational(Math.max(1, Math.round(measured * 1000)), 1000).reduced();
    }
}
