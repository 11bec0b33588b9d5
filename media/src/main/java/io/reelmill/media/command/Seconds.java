package io.reelmill.media.command;

import io.reelmill.common.plan.Rational;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact times as the decimals that command lines need. */
public final class Seconds {

    private static final int MICROS = 6;

    private Seconds() {}

    /** Ticks of a time base in seconds, rounded up to a microsecond. */
    public static String of(long ticks, Rational timeBase) {
        return of(timeBase.times(ticks), RoundingMode.CEILING);
    }

    /** Seconds, rounded to the nearest microsecond. */
    public static String of(Rational seconds) {
        return of(seconds, RoundingMode.HALF_EVEN);
    }

    private static String of(Rational seconds, RoundingMode rounding) {
        return BigDecimal.valueOf(seconds.num())
                .divide(BigDecimal.valueOf(seconds.den()), MICROS, rounding)
                .toPlainString();
    }
}
