package io.reelmill.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateMeterTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final RateMeter meter = new RateMeter();

    @Test
    void nothing_is_said_before_enough_was_seen() {
        assertThat(meter.perSecond()).isEmpty();
        note(0, 0);
        note(0.5, 50);
        assertThat(meter.perSecond()).isEmpty();
        assertThat(meter.remaining(100)).isEmpty();
    }

    @Test
    void the_rate_is_that_of_the_last_seconds() {
        for (int second = 0; second <= 60; second++) {
            note(second, second <= 30 ? second * 100 : 3000 + (second - 30) * 10);
        }
        assertThat(meter.perSecond()).hasValue(10.0);
        assertThat(meter.remaining(3400)).hasValue(Duration.ofSeconds(10));
    }

    @Test
    void standing_still_is_no_rate() {
        note(0, 50);
        note(5, 50);
        assertThat(meter.perSecond()).isEmpty();
    }

    @Test
    void an_amount_that_fell_begins_anew() {
        note(0, 0);
        note(5, 500);
        note(6, 100);
        assertThat(meter.perSecond()).isEmpty();
        note(8, 300);
        assertThat(meter.perSecond()).hasValue(100.0);
    }

    @Test
    void what_is_done_needs_no_time() {
        note(0, 0);
        note(2, 200);
        assertThat(meter.remaining(100)).hasValue(Duration.ZERO);
    }

    private void note(double seconds, long amount) {
        meter.note(BEGIN.plusMillis(Math.round(seconds * 1000)), amount);
    }
}
