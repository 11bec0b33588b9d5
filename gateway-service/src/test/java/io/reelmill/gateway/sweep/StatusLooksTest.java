package io.reelmill.gateway.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusLooksTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final List<String> looks = new ArrayList<>();
    private final List<UniEmitter<? super Void>> open = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final StatusLooks status =
            new StatusLooks(new RecordingSweep(), new TestingSweepConfig(), new TestingClock());

    @Test
    void a_job_is_looked_at_only_so_often_however_often_somebody_asks() {
        status.asked(job("a"));
        now = now.plus(INTERVAL).minusMillis(1);
        status.asked(job("a"));
        status.asked(job("b"));

        assertThat(looks).containsExactly("a", "b");

        open.forEach(look -> look.complete(null));
        now = now.plusMillis(1);
        status.asked(job("a"));

        assertThat(looks).containsExactly("a", "b", "a");
    }

    @Test
    void a_look_that_lasts_is_not_begun_again() {
        status.asked(job("a"));
        now = now.plus(INTERVAL);
        status.asked(job("a"));

        assertThat(looks).containsExactly("a");
    }

    @Test
    void few_are_looked_at_at_once_and_others_when_there_is_time_again() {
        for (int i = 0; i < 10; i++) {
            status.asked(job("job-" + i));
        }
        assertThat(looks).hasSize(4);

        open.forEach(look -> look.complete(null));
        status.asked(job("later"));

        assertThat(looks).hasSize(5);
    }

    private static Job job(String id) {
        return Job.draft(id, TestingPlans.spec(), Scheduling.DEFAULT, Map.of(), Instant.EPOCH);
    }

    /** Looks that go on until they are told to end. */
    private final class RecordingSweep extends JobSweep {
        RecordingSweep() {
            super(null, null, null, null, null);
        }

        @Override
        Uni<Void> look(String jobId) {
            looks.add(jobId);
            return Uni.createFrom().emitter(open::add);
        }
    }

    private static final class TestingSweepConfig implements SweepConfig {
        @Override
        public Duration every() {
            return INTERVAL;
        }

        @Override
        public Duration olderThan() {
            return INTERVAL;
        }

        @Override
        public Duration statusInterval() {
            return INTERVAL;
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
}
