package io.reelmill.common.memory;

import io.reelmill.common.job.MemoryBasis;
import java.time.Duration;
import java.time.Instant;

/**
 * What was learned about work under one {@link MemoryKey}; one row of a table.
 *
 * <p>A peak above the estimate becomes the estimate at once; one below it lowers it by {@link #FORGET} of the difference, so
 * that the estimate stays near the highest of the last twenty or so. A prediction is raised by one peak, but lowered only as
 * peaks accumulate: with {@code n} of them by {@code n / (n + TRUST)} of the way. After {@link #FRESH} without news all of it
 * fades, by half every {@link #HALF_LIFE}, back to the table. No correction leaves the range from half to
 * {@link #CAP} times of the table: beyond that a wrong attribution is more likely than a wrong table.
 *
 * @param key {@link MemoryKey#toString()}
 * @param upperBytes decaying upper estimate of the peaks seen, 0 for none
 * @param lowerBytes most that work was seen to use when it was killed for its memory, 0 for none
 * @param samples number of peaks seen
 * @param updatedAt time of the latest news
 */
public record MemoryCorrections(String key, long upperBytes, long lowerBytes, int samples, Instant updatedAt) {

    /** How long what was learned counts in full. */
    public static final Duration FRESH = Duration.ofDays(7);

    /** After {@link #FRESH}, how long until it counts half. */
    public static final Duration HALF_LIFE = Duration.ofDays(14);

    /** Most that is believed, in terms of the table's prediction. */
    public static final double CAP = 4;

    /** Least that is believed, in terms of the table's prediction. */
    public static final double FLOOR = 0.5;

    /** Share of the distance by which a lower peak lowers the estimate, and a bound that it contradicts. */
    private static final double FORGET = 0.1;

    /** Number of peaks that lower a prediction half of the way. */
    private static final double TRUST = 8;

    /** Nothing is known. */
    public static MemoryCorrections none(String key) {
        return new MemoryCorrections(key, 0, 0, 0, Instant.EPOCH);
    }

    /** An attempt ended well with this peak. */
    public MemoryCorrections observedPeak(long bytes, Instant at) {
        return new MemoryCorrections(
                key,
                samples == 0 ? bytes : toward(upperBytes, bytes),
                toward(lowerBytes, Math.min(bytes, lowerBytes)),
                samples == Integer.MAX_VALUE ? samples : samples + 1,
                latest(at));
    }

    /** An attempt was killed for its memory when it used so much: it needs more. */
    public MemoryCorrections killedAt(long bytes, Instant at) {
        return new MemoryCorrections(key, upperBytes, Math.max(lowerBytes, bytes), samples, latest(at));
    }

    /** The table's prediction in the light of what was learned. */
    public MemoryPrediction corrected(MemoryPrediction table, Instant now) {
        double seen = estimate(table.bytes());
        double wanted = table.bytes() + weight(now) * (Math.max(seen, lowerBytes) - table.bytes());
        double bytes = Math.min(table.bytes() * CAP, Math.max(table.bytes() * FLOOR, wanted));
        if (Math.round(bytes) == table.bytes()) {
            return table;
        }
        return new MemoryPrediction(Math.round(bytes), basis(bytes != wanted, lowerBytes > seen));
    }

    private static MemoryBasis basis(boolean capped, boolean bounded) {
        if (capped) {
            return MemoryBasis.CAPPED;
        }
        return bounded ? MemoryBasis.LOWER_BOUND : MemoryBasis.CORRECTED;
    }

    /** What peaks alone say: up at once, down as they accumulate. */
    private double estimate(long table) {
        if (samples == 0) {
            return table;
        }
        double trust = upperBytes >= table ? 1 : samples / (samples + TRUST);
        return table + trust * (upperBytes - table);
    }

    private double weight(Instant now) {
        Duration stale = Duration.between(updatedAt, now).minus(FRESH);
        return stale.isNegative() ? 1 : Math.pow(0.5, (double) stale.toMillis() / HALF_LIFE.toMillis());
    }

    private static long toward(long estimate, long bytes) {
        return bytes >= estimate ? bytes : estimate - (long) (FORGET * (estimate - bytes));
    }

    private Instant latest(Instant at) {
        return at.isAfter(updatedAt) ? at : updatedAt;
    }
}
