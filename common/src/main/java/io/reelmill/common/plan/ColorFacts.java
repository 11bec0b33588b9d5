package io.reelmill.common.plan;

/**
 * How the picture's numbers are meant, in ffmpeg's names; each is null when the source does not say.
 *
 * @param range {@code tv} or {@code pc}
 * @param primaries e.g. {@code bt709}, {@code bt2020}
 * @param transfer e.g. {@code bt709}, {@code smpte2084}
 * @param matrix e.g. {@code bt709}, {@code bt2020nc}
 * @param masteringDisplay in x265's notation {@code G(x,y)B(x,y)R(x,y)WP(x,y)L(max,min)}
 * @param contentLight {@code MaxCLL,MaxFALL} in candela per square metre
 */
public record ColorFacts(
        String range, String primaries, String transfer, String matrix, String masteringDisplay, String contentLight) {

    /** Nothing is known. */
    public static final ColorFacts UNKNOWN = new ColorFacts(null, null, null, null, null, null);
}
