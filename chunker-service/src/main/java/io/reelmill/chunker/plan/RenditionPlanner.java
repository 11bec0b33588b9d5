package io.reelmill.chunker.plan;

import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;

/** Resolves what a person asked for against the picture that is there. */
public final class RenditionPlanner {

    /** Seconds of an output GOP, of a segment, and of the rate-control buffer. */
    static final int GOP_SECONDS = 2;

    private static final int LONGEST_SHAPE = 16;

    private RenditionPlanner() {}

    /** Settings for one rendition. */
    public static VideoSettings plan(VideoSpec spec, VideoTrack track) {
        boolean turned = track.rotation() % 180 != 0;
        int sourceWidth = turned ? track.height() : track.width();
        int sourceHeight = turned ? track.width() : track.height();
        int height = Math.max(height(spec, sourceHeight), leastHeight(spec.codec(), sourceWidth, sourceHeight));
        int width = Math.max(
                leastSide(spec.codec()),
                height == even(sourceHeight) ? even(sourceWidth) : scaled(sourceWidth, sourceHeight, height));
        Long cap = cap(spec);
        return new VideoSettings(
                spec.codec(),
                spec.preset(),
                width,
                height,
                spec.crf(),
                spec.bitrate(),
                cap,
                cap == null ? null : Long.valueOf(cap * GOP_SECONDS),
                pixelFormat(spec.codec(), track.bitDepth()),
                gop(track.frameRate()),
                deinterlace(spec, track));
    }

    /** Smallest width and height that the encoder takes. */
    static int leastSide(VideoCodec codec) {
        return switch (codec) {
            case H264 -> 2;
            case HEVC -> 16;
            case AV1 -> 64;
        };
    }

    /** Whether the encoder takes no picture as small as the one that was asked for. */
    static boolean enlarged(VideoSpec spec, VideoTrack track) {
        boolean turned = track.rotation() % 180 != 0;
        int width = turned ? track.height() : track.width();
        int height = turned ? track.width() : track.height();
        return height(spec, height) < leastHeight(spec.codec(), width, height);
    }

    /** Least height at which both sides are large enough for the encoder; shapes beyond all use are not kept. */
    private static int leastHeight(VideoCodec codec, int width, int height) {
        int least = leastSide(codec);
        int upright = even((int) Math.ceil((double) least * height / width) + 1);
        return codec == VideoCodec.H264 || width >= height || upright > LONGEST_SHAPE * least ? least : upright;
    }

    /** SVT-AV1 takes a cap with a rate factor only. */
    private static Long cap(VideoSpec spec) {
        return spec.codec() == VideoCodec.AV1 && spec.bitrate() != null ? null : spec.maxBitrate();
    }

    /** Frames of a GOP: two seconds of the average rate, at least one. */
    public static int gop(Rational frameRate) {
        return (int) Math.max(1, Math.round(GOP_SECONDS * frameRate.toDouble()));
    }

    private static int height(VideoSpec spec, int source) {
        if (spec.height() == null || spec.height() >= source && !spec.upscale()) {
            return even(source);
        }
        return even(spec.height());
    }

    private static int scaled(int width, int height, int newHeight) {
        return (int) Math.max(2, 2 * Math.round((double) width * newHeight / height / 2));
    }

    /** Down to an even number: 4:2:0 pictures have no odd sizes, and nothing is enlarged. */
    private static int even(int size) {
        return Math.max(2, size & ~1);
    }

    private static String pixelFormat(VideoCodec codec, int bitDepth) {
        return codec != VideoCodec.H264 && bitDepth > 8 ? "yuv420p10le" : "yuv420p";
    }

    private static boolean deinterlace(VideoSpec spec, VideoTrack track) {
        return switch (spec.deinterlace()) {
            case AUTO -> track.interlaced();
            case ON -> true;
            case OFF -> false;
        };
    }
}
