package io.reelmill.media.command;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.run.PreRoll;
import java.util.ArrayList;
import java.util.List;

/**
 * From decoded pictures to those of the rendition. Filters that look at neighbors come before the cut, so that each chunk has
 * the pictures around it; ffmpeg has turned the picture upright before the first of them.
 */
final class VideoFilters {

    private VideoFilters() {}

    static String chain(VideoTrack track, Chunk chunk, VideoSettings settings) {
        List<String> filters = new ArrayList<>();
        if (chunk.seekPts() != null && track.access() == Access.RANDOM) {
            filters.add(preRollMark(chunk));
        }
        if (settings.deinterlace()) {
            // Doubles the time base, which is set back for the cut.
            filters.add("bwdif=mode=send_frame:parity=auto:deint=all");
            filters.add("settb=" + track.timeBase());
        }
        filters.addAll(cut(track, chunk));
        filters.addAll(geometry(track, settings));
        filters.add("format=" + settings.pixelFormat());
        return String.join(",", filters);
    }

    /**
     * Has the expression evaluator write {@link PreRoll#MARK} once, when three quarters of the way from the keyframe to the
     * chunk are decoded: far behind leading pictures whose references lie before the keyframe, and early enough for a decoder
     * that works several frames ahead of what it shows. Where decoding starts at the beginning of the file, what it says about
     * the frames of other chunks is left to those. Where no frame at all decodes there, everything counts.
     */
    private static String preRollMark(Chunk chunk) {
        long from = chunk.startPts() - (chunk.startPts() - chunk.seekPts()) / 4;
        return "setpts='if(lt(PTS," + from + ")+gt(PTS," + chunk.startPts() + ")+ld(0),PTS,PTS+0*print(st(0,"
                + PreRoll.MARK + ")))'";
    }

    private static List<String> cut(VideoTrack track, Chunk chunk) {
        String rebased = rebased(track.firstPts());
        if (track.access() == Access.SEQUENTIAL) {
            return List.of("setpts='if(isnan(PREV_OUTPTS)," + rebased + ",max(" + rebased + ",PREV_OUTPTS+1))'");
        }
        return List.of("trim=start_pts=" + chunk.startPts() + ":end_pts=" + chunk.endPts(), "setpts=" + rebased);
    }

    private static String rebased(long firstPts) {
        return firstPts < 0 ? "PTS+" + -firstPts : "PTS-" + firstPts;
    }

    private static List<String> geometry(VideoTrack track, VideoSettings settings) {
        boolean turned = track.rotation() % 180 != 0;
        int width = turned ? track.height() : track.width();
        int height = turned ? track.width() : track.height();
        List<String> filters = new ArrayList<>();
        String color = OutputColor.scalerOptions(track);
        if (width != settings.width() || height != settings.height()) {
            filters.add("scale=" + settings.width() + ":" + settings.height() + ":flags=bicubic"
                    + (color.isEmpty() ? "" : ":" + color));
        } else if (!color.isEmpty()) {
            filters.add("scale=" + color);
        }
        Rational sar = track.sampleAspectRatio();
        if (sar != null) {
            filters.add("setsar=" + (turned ? sar.den() + "/" + sar.num() : sar.num() + "/" + sar.den()));
        }
        return filters;
    }
}
