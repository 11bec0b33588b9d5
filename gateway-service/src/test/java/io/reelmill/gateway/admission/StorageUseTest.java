package io.reelmill.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.configuration.MemorySize;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StorageException.Kind;
import io.reelmill.storage.StoredObject;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageUseTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private Supplier<List<StoredObject>> listing = () -> objects(600, 399);
    private Clock clock = Clock.fixed(START, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"600,399,false", "600,400,true", "600,401,true"})
    void at_the_quota_nothing_more_is_let_in(long one, long other, boolean full) {
        listing = () -> objects(one, other);
        StorageUse use = use(1000L);
        use.measure();

        if (full) {
            ProblemException problem = catchThrowableOfType(ProblemException.class, use::check);
            assertThat(problem.code()).isEqualTo(ProblemCode.STORAGE_FULL);
            assertThat(problem.code().status()).isEqualTo(507);
        } else {
            assertThatCode(use::check).doesNotThrowAnyException();
        }
    }

    @Test
    void without_a_quota_nothing_is_measured() {
        listing = () -> {
            throw new AssertionError("was asked");
        };
        StorageUse use = use(null);

        use.measure();

        assertThatCode(use::check).doesNotThrowAnyException();
    }

    @Test
    void while_storage_does_not_answer_what_was_known_holds() {
        listing = () -> objects(1000);
        StorageUse use = use(1000L);
        use.measure();
        listing = () -> {
            throw new StorageException(Kind.UNAVAILABLE, "gone", null);
        };
        use.measure();

        assertThat(catchThrowableOfType(ProblemException.class, use::check)).isNotNull();
    }

    @Test
    void room_that_was_made_is_seen_soon_by_who_asks() {
        AtomicReference<Instant> now = new AtomicReference<>(START);
        clock = new Clock() {
            @Override
            public Instant instant() {
                return now.get();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
        listing = () -> objects(1000);
        StorageUse use = use(1000L);
        use.measure();
        listing = () -> objects(10);

        assertThat(catchThrowableOfType(ProblemException.class, use::check)).isNotNull();
        now.set(START.plusSeconds(30));

        await().untilAsserted(() -> assertThatCode(use::check).doesNotThrowAnyException());
    }

    @ParameterizedTest
    @CsvSource({"4,false", "5,true", "6,true"})
    void at_the_limit_of_unfinished_jobs_callers_come_back_later(long unfinished, boolean refused) {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> Admission.checkCount(unfinished, new TestingAdmission(null)));

        if (refused) {
            assertThat(problem.code()).isEqualTo(ProblemCode.TOO_MANY_JOBS);
            assertThat(problem.retryAfter()).contains(Duration.ofSeconds(7));
        } else {
            assertThat(problem).isNull();
        }
    }

    private StorageUse use(Long quota) {
        ObjectStore store = (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("list");
                    return listing.get();
                });
        return new StorageUse(store, new TestingAdmission(quota), clock);
    }

    private static List<StoredObject> objects(long... sizes) {
        return Arrays.stream(sizes)
                .mapToObj(size -> new StoredObject("k" + size, size, null, Instant.EPOCH))
                .toList();
    }

    private record TestingAdmission(Long quota) implements AdmissionConfig {
        @Override
        public long maxUnfinished() {
            return 5;
        }

        @Override
        public Duration retryAfter() {
            return Duration.ofSeconds(7);
        }

        @Override
        public Duration time() {
            return Duration.ofDays(7);
        }

        @Override
        public Optional<MemorySize> storageQuota() {
            return Optional.ofNullable(quota).map(bytes -> new MemorySize(BigInteger.valueOf(bytes)));
        }

        @Override
        public Optional<Set<String>> sourceBuckets() {
            return Optional.empty();
        }
    }
}
