package io.reelmill.merge.verify;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;

/**
 * One stream of a published file as ffprobe sees it.
 *
 * @param type {@code video}, {@code audio}, {@code subtitle} or {@code data}
 * @param codec ffmpeg's name of its codec
 * @param width width in pixels, 0 when not video
 * @param height height in pixels, 0 when not video
 * @param timeBase seconds per tick
 * @param startSeconds when its first frame is presented
 * @param durationTicks its length in ticks; 0 when not told
 * @param extradata Adler-32 of its extradata, null when it has none
 * @param language language tag, null when it has none
 * @param color range, primaries, transfer and matrix; each null when not told
 */
public record StreamFacts(
        String type,
        String codec,
        int width,
        int height,
        Rational timeBase,
        double startSeconds,
        long durationTicks,
        String extradata,
        String language,
        ColorFacts color) {

    /** Its length in seconds. */
    public double durationSeconds() {
        return timeBase.times(durationTicks).toDouble();
    }
}
