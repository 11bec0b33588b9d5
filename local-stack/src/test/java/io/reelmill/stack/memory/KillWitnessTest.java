package io.reelmill.stack.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KillWitnessTest {

    private final AtomicLong kills = new AtomicLong(7);
    private Instant now = Instant.EPOCH;
    private final KillWitness witness = new KillWitness(kills::get, new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void what_was_counted_before_does_not_count() {
        assertThat(witness.justKilled()).isFalse();
    }

    @Test
    void a_kill_since_the_last_look_counts() {
        kills.incrementAndGet();

        assertThat(witness.justKilled()).isTrue();
    }

    @Test
    void a_kill_that_was_looked_at_counts_for_a_moment() {
        kills.incrementAndGet();
        witness.look();

        now = now.plusSeconds(4);
        assertThat(witness.justKilled()).isTrue();
        now = now.plusSeconds(4);
        assertThat(witness.justKilled()).isFalse();
    }
}
