package io.reelmill.common.plan;

import java.math.BigInteger;

/**
 * An exact fraction: time bases, frame rates, aspect ratios and offsets. Times never pass through floating point before
 * the very edge, where a command line needs a decimal.
 *
 * @param num numerator, carries the sign
 * @param den denominator, greater than zero
 */
public record Rational(long num, long den) {

    public Rational {
        if (den <= 0) {
            throw new IllegalArgumentException("denominator must be positive: " + num + "/" + den);
        }
    }

    /** Parses {@code 30000/1001}, {@code 16:9} or {@code 25}; null for null, {@code N/A} or a zero denominator. */
    public static Rational parse(String text) {
        if (text == null || text.isBlank() || text.equals("N/A")) {
            return null;
        }
        String[] parts = text.split("[/:]");
        long den = parts.length > 1 ? Long.parseLong(parts[1]) : 1;
        return den == 0 ? null : new Rational(Long.parseLong(parts[0]), den);
    }

    /** The fraction in lowest terms. */
    public Rational reduced() {
        long gcd = BigInteger.valueOf(num).gcd(BigInteger.valueOf(den)).longValue();
        return gcd <= 1 ? this : new Rational(num / gcd, den / gcd);
    }

    /** This minus the other, exactly. */
    public Rational minus(Rational other) {
        BigInteger n = BigInteger.valueOf(num)
                .multiply(BigInteger.valueOf(other.den))
                .subtract(BigInteger.valueOf(other.num).multiply(BigInteger.valueOf(den)));
        BigInteger d = BigInteger.valueOf(den).multiply(BigInteger.valueOf(other.den));
        BigInteger gcd = n.gcd(d).max(BigInteger.ONE);
        return new Rational(n.divide(gcd).longValueExact(), d.divide(gcd).longValueExact());
    }

    /** Ticks of this time base as seconds, exactly. */
    public Rational times(long ticks) {
        return new Rational(Math.multiplyExact(num, ticks), den).reduced();
    }

    /** The nearest double. */
    public double toDouble() {
        return (double) num / den;
    }

    @Override
    public String toString() {
        return num + "/" + den;
    }
}
