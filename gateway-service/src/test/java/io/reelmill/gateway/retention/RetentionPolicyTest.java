package io.reelmill.gateway.retention;

import static io.reelmill.gateway.retention.RetentionPolicy.Kind.ENCODE;
import static io.reelmill.gateway.retention.RetentionPolicy.Kind.NORMALISED;
import static io.reelmill.gateway.retention.RetentionPolicy.Kind.OUTPUT;
import static io.reelmill.gateway.retention.RetentionPolicy.Kind.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.retention.RetentionPolicy.JobFacts;
import io.reelmill.gateway.retention.RetentionPolicy.Kind;
import io.reelmill.storage.UnfinishedUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetentionPolicyTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final String YOUNG = idOf(NOW.minus(Duration.ofMinutes(59)));
    private static final String OLD = idOf(NOW.minus(Duration.ofMinutes(61)));

    private final RetentionPolicy policy = new RetentionPolicy(new TestingRetention());

    static Stream<Arguments> ended() {
        return Stream.of(
                arguments(SOURCE, JobStatus.COMPLETED, "P6D", false),
                arguments(SOURCE, JobStatus.COMPLETED, "P8D", true),
                arguments(SOURCE, JobStatus.FAILED, "P6D", false),
                arguments(SOURCE, JobStatus.CANCELLED, "P8D", true),
                arguments(OUTPUT, JobStatus.COMPLETED, "P29D", false),
                arguments(OUTPUT, JobStatus.COMPLETED, "P31D", true),
                arguments(OUTPUT, JobStatus.FAILED, "PT1S", true),
                arguments(OUTPUT, JobStatus.CANCELLED, "PT1S", true),
                arguments(ENCODE, JobStatus.COMPLETED, "PT1S", true),
                arguments(NORMALISED, JobStatus.CANCELLED, "PT1S", true));
    }

    @ParameterizedTest
    @MethodSource("ended")
    void what_an_ended_job_left_goes_in_its_time(Kind kind, JobStatus state, Duration ago, boolean expired) {
        JobFacts job = new JobFacts(state, NOW.minus(ago));

        assertThat(policy.expired(kind, job, NOW, NOW)).isEqualTo(expired);
    }

    @Test
    void nothing_of_an_unfinished_job_goes_however_old() {
        JobFacts job = new JobFacts(JobStatus.ENCODING, null);

        assertThat(Arrays.stream(Kind.values()))
                .noneMatch(kind -> policy.expired(kind, job, NOW.minus(Duration.ofDays(1000)), NOW));
    }

    @Test
    void what_has_no_record_goes_once_it_cannot_be_a_job_that_is_being_created() {
        assertThat(policy.expired(SOURCE, null, NOW.minus(Duration.ofMinutes(59)), NOW))
                .isFalse();
        assertThat(policy.expired(SOURCE, null, NOW.minus(Duration.ofMinutes(61)), NOW))
                .isTrue();
    }

    @Test
    void an_upload_is_abandoned_once_it_is_old_or_its_job_has_ended_or_is_gone() {
        JobFacts active = new JobFacts(JobStatus.ENCODING, null);
        JobFacts ended = new JobFacts(JobStatus.FAILED, NOW);
        UnfinishedUpload fresh = upload(Duration.ZERO);

        assertThat(policy.abandoned(fresh, YOUNG, active, NOW)).isFalse();
        assertThat(policy.abandoned(upload(Duration.ofHours(23)), YOUNG, active, NOW))
                .isFalse();
        assertThat(policy.abandoned(upload(Duration.ofHours(25)), YOUNG, active, NOW))
                .isTrue();
        assertThat(policy.abandoned(fresh, YOUNG, ended, NOW)).isTrue();
        assertThat(policy.abandoned(fresh, YOUNG, null, NOW))
                .as("may be a job that is being created")
                .isFalse();
        assertThat(policy.abandoned(fresh, OLD, null, NOW)).isTrue();
        assertThat(policy.abandoned(fresh, "no-id-of-ours", null, NOW)).isFalse();
        assertThat(policy.abandoned(fresh, null, null, NOW)).isFalse();
        assertThat(policy.abandoned(upload(Duration.ofHours(25)), null, null, NOW))
                .isTrue();
    }

    private static UnfinishedUpload upload(Duration age) {
        return new UnfinishedUpload("raw/x/source", "id", NOW.minus(age));
    }

    private static String idOf(Instant made) {
        return new UUID(made.toEpochMilli() << 16 | 0x7000L, 1L << 63).toString();
    }

    @Test
    void the_job_of_a_key_is_found_and_other_keys_are_nobodys() {
        assertThat(SOURCE.jobOf(ObjectKeys.source("j1"))).contains("j1");
        assertThat(NORMALISED.jobOf(ObjectKeys.normalised("j1", 2))).contains("j1");
        assertThat(ENCODE.jobOf(ObjectKeys.chunk("j1", "720p", "00003", 1))).contains("j1");
        assertThat(OUTPUT.jobOf(ObjectKeys.report("j1"))).contains("j1");
        assertThat(Kind.ownerOf(ObjectKeys.report("j1"))).contains("j1");
        assertThat(Kind.ownerOf("inbox/j1/file")).isEmpty();
        assertThat(SOURCE.jobOf("raw/file")).isEmpty();
        assertThat(SOURCE.jobOf("raw//file")).isEmpty();
        assertThat(SOURCE.jobOf("inbox/j1/file")).isEmpty();
    }

    @Test
    void the_kinds_cover_everything_that_a_job_owns() {
        assertThat(Arrays.stream(Kind.values()).map(kind -> kind.prefix("j1")))
                .containsExactlyInAnyOrderElementsOf(ObjectKeys.prefixes("j1"));
    }

    private record TestingRetention() implements RetentionConfig {
        @Override
        public Duration every() {
            return Duration.ofMinutes(5);
        }

        @Override
        public Duration sources() {
            return Duration.ofDays(7);
        }

        @Override
        public Duration outputs() {
            return Duration.ofDays(30);
        }

        @Override
        public Duration rows() {
            return Duration.ofDays(90);
        }

        @Override
        public Duration multiparts() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration silentUploads() {
            return Duration.ofMinutes(2);
        }

        @Override
        public Duration orphans() {
            return Duration.ofHours(1);
        }
    }
}
