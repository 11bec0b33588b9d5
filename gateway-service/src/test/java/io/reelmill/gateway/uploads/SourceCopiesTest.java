package io.reelmill.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StorageException.Kind;
import io.reelmill.storage.StoredObject;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceCopiesTest {

    private static final Instant CREATED = Instant.parse("2030-01-01T00:00:00Z");

    private final List<String> told = new CopyOnWriteArrayList<>();
    private RuntimeException copying;
    private RuntimeException completing;

    @ParameterizedTest(name = "{0} after {1}: {2}")
    @CsvSource({
        "UNAVAILABLE, PT0S, left",
        "UNAVAILABLE, PT9M59S, left",
        "UNAVAILABLE, PT10M, aborted",
        "DENIED, PT0S, aborted",
        "FULL, PT0S, aborted"
    })
    void a_copy_that_fails_is_left_to_others_while_it_may_work_later(Kind kind, Duration after, String result) {
        copying = new StorageException(kind, "for a test", null);

        copies(after).start(job());

        await().untilAsserted(() -> assertThat(told).containsExactly(result));
    }

    @Test
    void a_copy_that_cannot_be_recorded_is_made_again() {
        completing = new StoreUnavailableException(null);

        copies(Duration.ZERO).start(job());

        await().untilAsserted(() -> assertThat(told).containsExactly("copied", "left"));
    }

    @Test
    void nothing_stays_of_a_copy_for_a_job_that_has_ended() {
        completing = ProblemException.of(ProblemCode.UPLOAD_ABORTED, "it has ended");

        copies(Duration.ZERO).start(job());

        await().untilAsserted(() -> assertThat(told).containsExactly("copied", "aborted"));
    }

    private static Job job() {
        return Job.draft("new", TestingPlans.spec("new"), Scheduling.DEFAULT, Map.of(), CREATED)
                .copying("old");
    }

    private SourceCopies copies(Duration after) {
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "ref" -> null;
                    case "stat" -> Optional.of(new StoredObject(ObjectKeys.source("old"), 10, null, CREATED));
                    case "copy" -> {
                        fail(copying);
                        told.add("copied");
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        Clock clock = Clock.fixed(CREATED.plus(after), ZoneOffset.UTC);
        return new SourceCopies(null, new TellingIntake(), store, Rules.DEFAULT, clock);
    }

    private static void fail(RuntimeException e) {
        if (e != null) {
            throw e;
        }
    }

    private final class TellingIntake extends SourceIntake {
        TellingIntake() {
            super(null, null, null, null);
        }

        @Override
        Job complete(String jobId, long bytes) {
            fail(completing);
            told.add("completed");
            return null;
        }

        @Override
        void leave(String jobId) {
            told.add("left");
        }

        @Override
        void abort(String jobId, String detail) {
            told.add("aborted");
        }
    }
}
