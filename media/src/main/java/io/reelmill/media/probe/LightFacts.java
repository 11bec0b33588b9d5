package io.reelmill.media.probe;

import io.reelmill.common.plan.ColorFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HDR10's static metadata, in the notation of {@link ColorFacts}; each is null when it is absent. Pure.
 *
 * @param masteringDisplay the display that the picture was made on
 * @param contentLight how bright pictures get
 */
public record LightFacts(String masteringDisplay, String contentLight) {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Where the largest luminance stands among the numbers of a mastering display. */
    private static final int MAX_LUMINANCE = 8;

    /** AV1 counts luminance in 1/256, and chromaticity in 1/65536, where we count in 1/10000 and 1/50000. */
    private static final int LUMINANCE_ROUNDING = 20;

    private static final int ROUNDING = 1;

    /** What planning knows of a picture. */
    public static LightFacts of(ColorFacts color) {
        return new LightFacts(color.masteringDisplay(), color.contentLight());
    }

    /** Whether nothing is said. */
    public boolean none() {
        return masteringDisplay == null && contentLight == null;
    }

    /** Whether the other says the same, as exactly as every codec can write it. */
    public boolean same(LightFacts other) {
        return close(masteringDisplay, other.masteringDisplay) && close(contentLight, other.contentLight);
    }

    private static boolean close(String one, String other) {
        List<Long> a = numbers(one);
        List<Long> b = numbers(other);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (Math.abs(a.get(i) - b.get(i)) > (i == MAX_LUMINANCE ? LUMINANCE_ROUNDING : ROUNDING)) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    private static List<Long> numbers(String text) {
        List<Long> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text == null ? "" : text);
        while (matcher.find()) {
            numbers.add(Long.valueOf(matcher.group()));
        }
        return numbers;
    }

    @Override
    public String toString() {
        return "mastering display %s, content light %s".formatted(masteringDisplay, contentLight);
    }
}
