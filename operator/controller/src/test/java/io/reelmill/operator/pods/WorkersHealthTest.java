package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkersHealthTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WorkersHealth health = new WorkersHealth(new Config(), new TestingClock(), meters);

    /** As it is by default. */
    private static final class Config implements PodsConfig {
        @Override
        public int restarts() {
            return 3;
        }

        @Override
        public Duration restartWindow() {
            return Duration.ofMinutes(10);
        }

        @Override
        public Duration refusedRest() {
            return Duration.ofSeconds(5);
        }

        @Override
        public int idleDeaths() {
            return 3;
        }

        @Override
        public String ledger() {
            return "ledger";
        }
    }

    private final class TestingClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static TestingPod pod(String name) {
        return new TestingPod("reelmill", name);
    }

    /** The worker of the pod has died without a task, and its pod looks so. */
    private void seen(TestingPod testing, int deaths) {
        Pod pod = testing.build();
        PodDeath last = Deaths.of(pod).get(0);
        health.diedIdle(last);
        health.idle(PodRef.of(pod), Optional.of(new Idle(last, deaths)));
    }

    private Optional<WorkersHealth.Unhealthy> unhealthy() {
        return health.unhealthy(List.of(WorkQueue.SMALL, WorkQueue.LARGE));
    }

    private double gauge() {
        return meters.get(Telemetry.IDLE_DEATHS).tag("queue", "SMALL").gauge().value();
    }

    @Test
    void three_pods_that_died_once_each_in_ten_minutes_are_unhealthy_for_as_long() {
        for (String name : List.of("a", "b", "c")) {
            assertThat(unhealthy()).isEmpty();
            seen(pod(name).runs("Error", 1, 50, now), 1);
        }
        assertThat(unhealthy()).hasValueSatisfying(found -> assertThat(found.message())
                .contains("queue small", "3 deaths", "container worker ended with Error"));
        assertThat(gauge()).isEqualTo(3);

        now = now.plus(Duration.ofMinutes(11));

        assertThat(unhealthy()).isEmpty();
        assertThat(gauge()).isZero();
    }

    @Test
    void one_that_crashes_after_ever_longer_back_offs_stays_unhealthy_between_its_deaths() {
        int[] seconds = {0, 10, 20, 40, 80, 160, 300, 300, 300, 300};
        for (int i = 0; i < seconds.length; i++) {
            now = now.plusSeconds(seconds[i]);
            if (i >= 3) {
                assertThat(unhealthy()).as("before death " + i).isPresent();
            }
            seen(pod("loop").runs("Error", 1, i + 50, now), i + 1);
            seen(pod("loop").waits("Error", 1, i + 50, now), i + 1);
        }
        assertThat(gauge()).isEqualTo(10);

        now = now.plus(Duration.ofMinutes(11));
        assertThat(unhealthy()).as("it runs again for long enough, or is gone").isEmpty();
    }

    @Test
    void the_status_and_what_was_told_are_enough_after_a_restart_of_the_operator() {
        Pod pod = pod("loop").waits("Error", 1, 6, now.minusSeconds(200)).build();

        health.idle(PodRef.of(pod), Optional.of(new Idle(Deaths.of(pod).get(0), 6)));

        assertThat(unhealthy()).isPresent();
        assertThat(gauge()).isEqualTo(6);
    }

    @Test
    void one_that_is_gone_or_had_a_task_since_does_not_count() {
        Pod pod = pod("loop").waits("Error", 1, 6, now).build();
        PodRef ref = PodRef.of(pod);
        Idle looping = new Idle(Deaths.of(pod).get(0), 6);

        health.idle(ref, Optional.of(looping));
        health.idle(ref, Optional.empty());
        assertThat(unhealthy()).isEmpty();

        health.idle(ref, Optional.of(looping));
        health.gone(ref);
        assertThat(unhealthy()).isEmpty();
    }

    @Test
    void a_death_that_is_told_twice_counts_once() {
        PodDeath death = Deaths.of(pod("a").runs("Error", 1, 1, now).build()).get(0);

        health.diedIdle(death);
        health.diedIdle(death);

        assertThat(gauge()).isEqualTo(1);
    }

    @Test
    void an_orderly_end_and_being_sent_away_speak_against_nobody() {
        assertThat(Deaths.of(pod("a").died("OOMKilled", 75).build()).get(0).idle())
                .isFalse();
        assertThat(Deaths.of(pod("a").died("OOMKilled", 0).build()).get(0).idle())
                .isFalse();
        assertThat(Deaths.of(pod("a").evicted().lies("Error", 137, 0).build())
                        .get(0)
                        .idle())
                .isFalse();
        assertThat(Deaths.of(pod("a").died("OOMKilled", 137).build()).get(0).idle())
                .isTrue();
    }
}
