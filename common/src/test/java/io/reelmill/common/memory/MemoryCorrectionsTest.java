package io.reelmill.common.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.job.MemoryBasis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MemoryCorrectionsTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final long MIB = 1 << 20;
    private static final MemoryPrediction TABLE = new MemoryPrediction(400 * MIB, MemoryBasis.TABLE);
    private static final MemoryCorrections NONE = MemoryCorrections.none("H264/medium");

    @Test
    void without_news_the_table_counts() {
        assertThat(NONE.corrected(TABLE, NOW)).isEqualTo(TABLE);
    }

    @Test
    void one_higher_peak_raises_a_prediction_at_once() {
        assertThat(NONE.observedPeak(500 * MIB, NOW).corrected(TABLE, NOW))
                .isEqualTo(new MemoryPrediction(500 * MIB, MemoryBasis.CORRECTED));
    }

    @Test
    void lower_peaks_lower_it_as_they_accumulate() {
        long once = NONE.observedPeak(300 * MIB, NOW).corrected(TABLE, NOW).bytes();
        MemoryCorrections often = NONE;
        for (int i = 0; i < 100; i++) {
            often = often.observedPeak(300 * MIB, NOW);
        }

        assertThat(once).isBetween(380 * MIB, 399 * MIB);
        assertThat(often.corrected(TABLE, NOW).bytes()).isBetween(300 * MIB, 310 * MIB);
    }

    @Test
    void the_estimate_stays_near_the_highest_peak_and_forgets_it_slowly() {
        MemoryCorrections seen = NONE.observedPeak(600 * MIB, NOW).observedPeak(500 * MIB, NOW);

        assertThat(seen.upperBytes()).isEqualTo(590 * MIB);
        assertThat(seen.samples()).isEqualTo(2);
    }

    @Test
    void a_death_raises_it_to_what_was_not_enough() {
        assertThat(NONE.observedPeak(300 * MIB, NOW).killedAt(450 * MIB, NOW).corrected(TABLE, NOW))
                .isEqualTo(new MemoryPrediction(450 * MIB, MemoryBasis.LOWER_BOUND));
    }

    @Test
    void attempts_that_end_well_below_a_bound_weaken_it() {
        MemoryCorrections seen = NONE.killedAt(800 * MIB, NOW);
        for (int i = 0; i < 50; i++) {
            seen = seen.observedPeak(400 * MIB, NOW);
        }

        assertThat(seen.corrected(TABLE, NOW).bytes()).isBetween(400 * MIB, 410 * MIB);
    }

    @Test
    void what_is_far_from_the_table_is_believed_in_part() {
        assertThat(NONE.killedAt(64_000 * MIB, NOW).corrected(TABLE, NOW))
                .isEqualTo(new MemoryPrediction(1600 * MIB, MemoryBasis.CAPPED));
    }

    @Test
    void late_news_does_not_turn_time_back() {
        assertThat(NONE.killedAt(1, NOW).observedPeak(1, NOW.minusSeconds(5)).updatedAt())
                .isEqualTo(NOW);
    }

    @Property
    void never_below_a_death_and_always_between_half_and_the_cap(
            @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 4000) Integer> peaks,
            @ForAll @IntRange(min = 0, max = 4000) int killed,
            @ForAll @IntRange(max = 7 * 24) int hours) {
        MemoryCorrections seen = NONE;
        for (int peak : peaks) {
            seen = seen.observedPeak(peak * MIB, NOW);
        }
        seen = seen.killedAt(killed * MIB, NOW);

        long bytes = seen.corrected(TABLE, NOW.plus(Duration.ofHours(hours))).bytes();

        assertThat(bytes)
                .isGreaterThanOrEqualTo(Math.min(killed * MIB, cap()))
                .isGreaterThanOrEqualTo((long) (TABLE.bytes() * MemoryCorrections.FLOOR))
                .isLessThanOrEqualTo(cap());
    }

    @Property
    void with_time_everything_returns_to_the_table(
            @ForAll @IntRange(min = 1, max = 4000) int peak,
            @ForAll @IntRange(min = 0, max = 4000) int killed,
            @ForAll @IntRange(min = 0, max = 400) int days) {
        MemoryCorrections seen = NONE.observedPeak(peak * MIB, NOW).killedAt(killed * MIB, NOW);
        Instant then = NOW.plus(Duration.ofDays(days));
        Instant later = then.plus(Duration.ofDays(1));

        assertThat(distance(seen, later)).isLessThanOrEqualTo(distance(seen, then));
        assertThat(seen.corrected(TABLE, NOW.plus(Duration.ofDays(400))).bytes())
                .isCloseTo(TABLE.bytes(), within(MIB));
    }

    private static long distance(MemoryCorrections seen, Instant at) {
        return Math.abs(seen.corrected(TABLE, at).bytes() - TABLE.bytes());
    }

    private static long cap() {
        return (long) (TABLE.bytes() * MemoryCorrections.CAP);
    }
}
