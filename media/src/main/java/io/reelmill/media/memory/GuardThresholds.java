package io.reelmill.media.memory;

/**
 * How much of a limit may be used.
 *
 * @param warn share from which people are told
 * @param end share from which the process at fault is ended
 */
public record GuardThresholds(double warn, double end) {

    /** 85 % and 95 %. */
    public static final GuardThresholds DEFAULT = new GuardThresholds(0.85, 0.95);

    public GuardThresholds {
        if (!(warn > 0 && warn <= end && end <= 1)) {
            throw new IllegalArgumentException(
                    "the guard must warn before it ends, both between 0 and 1: %s, %s".formatted(warn, end));
        }
    }
}
