package io.reelmill.media.command;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.VideoTrack;
import java.util.regex.Pattern;

/**
 * How the numbers of a rendition's picture are meant: as in the source, unless that is RGB, which becomes BT.709 of limited
 * range. Without being told, the scaler would make BT.601 of it and players would take it for BT.709.
 */
public final class OutputColor {

    private static final Pattern RGB =
            Pattern.compile("(gbr|rgb|bgr|argb|abgr|0rgb|0bgr|x2rgb|x2bgr|xyz|bayer|pal8|monow|monob).*");
    private static final String MATRIX = "bt709";
    private static final String RANGE = "tv";

    private OutputColor() {}

    /** Whether the picture is to be converted to YUV. */
    static boolean converted(VideoTrack track) {
        String format = track.pixelFormat();
        return "gbr".equals(track.color().matrix())
                || format != null && RGB.matcher(format).matches();
    }

    /** The facts to tell an encoder, and to find in what it made. */
    public static ColorFacts of(VideoTrack track) {
        ColorFacts color = track.color();
        return converted(track)
                ? new ColorFacts(
                        RANGE,
                        color.primaries(),
                        color.transfer(),
                        MATRIX,
                        color.masteringDisplay(),
                        color.contentLight())
                : color;
    }

    /** Options of the scaler beside size; empty when numbers are kept as they are. */
    static String scalerOptions(VideoTrack track) {
        if (converted(track)) {
            return "out_color_matrix=" + MATRIX + ":out_range=" + RANGE;
        }
        return "pc".equals(track.color().range()) ? "out_range=pc" : "";
    }
}
