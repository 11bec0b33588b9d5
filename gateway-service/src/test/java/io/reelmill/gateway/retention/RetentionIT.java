package io.reelmill.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.gateway.testing.TestingRows;
import io.reelmill.storage.ObjectStore;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The times as they are by default, and jobs that ended long ago. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RetentionIT {

    @Inject
    Sweeper sweeper;

    @Inject
    TestingJobs testing;

    @Inject
    ObjectStore store;

    @Inject
    Pool database;

    @Inject
    Clock clock;

    @TestHTTPResource("/")
    URI base;

    @BeforeEach
    void bucket() {
        store.ensureBucket();
    }

    @AfterEach
    void end() {
        testing.cancelAll();
    }

    @Test
    void sources_outputs_and_rows_of_a_job_that_completed_go_each_in_its_time() {
        String id = completed();
        put(ObjectKeys.source(id));
        put(ObjectKeys.report(id));

        assertThat(leftAfter(id, Duration.ofDays(7).minusHours(1))).containsExactly("source", "output", "row");
        assertThat(leftAfter(id, Duration.ofDays(7).plusHours(1))).containsExactly("output", "row");
        assertThat(leftAfter(id, Duration.ofDays(30).minusHours(1))).containsExactly("output", "row");
        assertThat(leftAfter(id, Duration.ofDays(30).plusHours(1))).containsExactly("row");
        assertThat(leftAfter(id, Duration.ofDays(90).minusHours(1))).containsExactly("row");
        assertThat(leftAfter(id, Duration.ofDays(90).plusHours(1))).isEmpty();
    }

    @Test
    void what_a_failed_job_published_goes_at_once_and_its_source_can_still_be_tried_again() {
        String id = testing.suspended().id();
        testing.handle(id, new JobEvent.CancelRequested(clock.instant()));
        put(ObjectKeys.source(id));
        put(ObjectKeys.report(id));

        assertThat(leftAfter(id, Duration.ofMinutes(1))).containsExactly("source", "row");
    }

    private String completed() {
        String id = testing.planned(Scheduling.DEFAULT, TestingPlans.plan(1, 0, WorkQueue.SMALL))
                .id();
        testing.run(id, TestingPlans.chunkId(0), testing.holder("w1"));
        testing.report(id, testing.succeeded(id, TestingPlans.chunkId(0), 1, "w1"));
        testing.run(id, "merge", testing.holder("m1"));
        testing.report(id, testing.merged(id, 1, "m1"));
        assertThat(testing.find(id).status()).isEqualTo(JobStatus.COMPLETED);
        return id;
    }

    private List<String> leftAfter(String id, Duration age) {
        new TestingRows(database).ended(id, age);
        sweeper.sweep();
        boolean row = new TestingApi(base).get("/api/v1/jobs/" + id).status() == 200;
        return Stream.of(
                        store.list("raw/" + id + "/").isEmpty() ? "" : "source",
                        store.list("output/" + id + "/").isEmpty() ? "" : "output",
                        row ? "row" : "")
                .filter(kind -> !kind.isEmpty())
                .toList();
    }

    private void put(String key) {
        store.upload(key, new ByteArrayInputStream(new byte[1]), OptionalLong.of(1), "video/mp4");
    }
}
