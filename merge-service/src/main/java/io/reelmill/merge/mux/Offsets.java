package io.reelmill.merge.mux;

import io.reelmill.common.plan.Rational;
import java.util.List;

/**
 * Where tracks begin on the timeline of a file. Nothing can begin before zero: when sound begins before the picture, all
 * else begins later by as much. Pure.
 *
 * @param video seconds at which the picture begins
 * @param audio seconds at which each audio track begins
 */
public record Offsets(Rational video, List<Rational> audio) {

    private static final Rational ZERO = new Rational(0, 1);

    /** From each audio track's distance to the picture. */
    public static Offsets of(List<Rational> distances) {
        Rational earliest = ZERO;
        for (Rational distance : distances) {
            if (distance.minus(earliest).num() < 0) {
                earliest = distance;
            }
        }
        Rational base = earliest;
        return new Offsets(
                ZERO.minus(base), distances.stream().map(d -> d.minus(base)).toList());
    }
}
