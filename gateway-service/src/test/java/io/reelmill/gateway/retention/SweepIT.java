package io.reelmill.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.JobIds;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TightLimits;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(TightLimits.class)
class SweepIT {

    @Inject
    Sweeper sweeper;

    @Inject
    SilentUploads silent;

    @Inject
    TestingJobs testing;

    @Inject
    JobService jobs;

    @Inject
    ObjectStore store;

    @BeforeEach
    void bucket() {
        store.ensureBucket();
    }

    @AfterEach
    void end() {
        testing.cancelAll();
    }

    @Test
    void an_ended_job_loses_its_intermediates_at_once_and_the_rest_in_its_time() {
        String id = testing.suspended().id();
        ObjectKeys.prefixes(id).forEach(prefix -> put(prefix + "part"));

        sweeper.sweep();
        assertThat(ObjectKeys.prefixes(id))
                .as("nothing of an unfinished job goes")
                .noneMatch(this::isEmpty);

        testing.handle(id, new JobEvent.CancelRequested(Instant.now()));
        await().until(() -> ObjectKeys.intermediatePrefixes(id).stream().allMatch(this::isEmpty));

        put(ObjectKeys.chunk(id, "hd", "00003", 1));
        await().untilAsserted(() -> {
            sweeper.sweep();
            assertThat(ObjectKeys.prefixes(id))
                    .as("what came late goes as well")
                    .allMatch(this::isEmpty);
        });
        sweeper.sweep();
    }

    @Test
    void what_no_job_owns_goes_and_what_is_not_ours_stays() {
        put(ObjectKeys.source("no-such-job"));
        put("inbox/clip.mov");

        await().untilAsserted(() -> {
            sweeper.sweep();
            assertThat(store.list("raw/no-such-job/")).isEmpty();
        });
        assertThat(store.list("inbox/")).hasSize(1);
    }

    @Test
    void a_source_that_nobody_receives_any_more_ends_its_job() {
        String id = JobIds.next();
        TestingJobs.await(jobs.create(new NewJob(id, TestingPlans.spec(), true, Scheduling.DEFAULT, Map.of(), null)));
        put(ObjectKeys.source(id));

        silent.look();
        assertThat(testing.find(id).status()).as("one look proves nothing").isEqualTo(JobStatus.UPLOADING);

        await().atMost(Duration.ofSeconds(20)).until(() -> {
            silent.look();
            return testing.find(id).status() == JobStatus.FAILED;
        });
        assertThat(testing.find(id).failure().orElseThrow().code()).isEqualTo(FailureCode.UPLOAD_ABORTED);
        assertThat(store.list(ObjectKeys.source(id))).isEmpty();
    }

    private void put(String key) {
        store.upload(key, new ByteArrayInputStream(new byte[1]), OptionalLong.of(1), "video/mp4");
    }

    private boolean isEmpty(String prefix) {
        return store.list(prefix).isEmpty();
    }
}
