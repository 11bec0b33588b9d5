package io.reelmill.media.run;

/**
 * How a command tells that the frames which it decodes only to get going are over. After a seek a decoder may miss references
 * of pictures that are thrown away anyway; what it says about those is no fault of the frames that are kept.
 */
public final class PreRoll {

    /** Number for a command to print with ffmpeg's expression function {@code print}, once, as the frames that count approach. */
    public static final int MARK = 20_240_117;

    private static final String LINE = "[info] " + MARK + ".000000";

    private PreRoll() {}

    /** Whether a line of standard error is the mark. */
    static boolean over(String line) {
        return line.endsWith(LINE);
    }
}
