package io.reelmill.gateway.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minio.MinioAsyncClient;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Telemetry;
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
import io.reelmill.gateway.testing.TestingLog;
import io.reelmill.gateway.testing.TestingRows;
import io.reelmill.gateway.testing.TightLimits;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.UnfinishedUpload;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    @Inject
    Pool database;

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

    @Test
    void a_job_whose_objects_cannot_be_removed_keeps_no_other_ones() {
        List<String> stuck = new ArrayList<>();
        List<String> free = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String id = testing.suspended().id();
            put(ObjectKeys.source(id));
            testing.handle(id, new JobEvent.CancelRequested(Instant.now()));
            (i % 2 == 0 ? stuck : free).add(id);
        }
        QuarkusMock.installMockForType(refusing(stuck), ObjectStore.class);

        try (TestingLog log = new TestingLog(Sweeper.class.getName())) {
            await().untilAsserted(() -> {
                sweeper.sweep();
                assertThat(free).allMatch(id -> isEmpty(ObjectKeys.source(id)));
            });
            assertThat(stuck).noneMatch(id -> isEmpty(ObjectKeys.source(id)));
            assertThat(stuck).allMatch(id -> log.lines().stream()
                    .anyMatch(line -> line.message().contains("could not be swept")
                            && id.equals(line.keys().get(Telemetry.JOB_ID))));
        }
    }

    private ObjectStore refusing(List<String> jobs) {
        ObjectStore real = ClientProxy.unwrap(store);
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("deletePrefix")
                            && jobs.stream().anyMatch(((String) arguments[0])::contains)) {
                        throw new StorageException(StorageException.Kind.DENIED, "not this one", null);
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void a_silent_source_whose_job_cannot_be_read_keeps_no_other_one_waiting() {
        List<String> broken = new ArrayList<>();
        List<String> whole = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String id = JobIds.next();
            TestingJobs.await(
                    jobs.create(new NewJob(id, TestingPlans.spec(), true, Scheduling.DEFAULT, Map.of(), null)));
            (i % 2 == 0 ? broken : whole).add(id);
        }
        try (TestingRows.Broken unreadable = new TestingRows(database).broken(broken)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                silent.look();
                return whole.stream().allMatch(id -> testing.find(id).status() == JobStatus.FAILED);
            });
        }
        assertThat(broken).allMatch(id -> testing.find(id).status() == JobStatus.UPLOADING);
    }

    @Test
    void an_unfinished_upload_goes_with_its_job_and_not_before() throws Exception {
        String gone = JobIds.next();
        String uploading = JobIds.next();
        TestingJobs.await(
                jobs.create(new NewJob(uploading, TestingPlans.spec(), true, Scheduling.DEFAULT, Map.of(), null)));
        begin(ObjectKeys.source(gone));
        begin(ObjectKeys.source(uploading));

        await().untilAsserted(() -> {
            sweeper.sweep();
            assertThat(unfinished()).doesNotContain(ObjectKeys.source(gone));
        });
        assertThat(unfinished()).contains(ObjectKeys.source(uploading));
        testing.handle(uploading, new JobEvent.UploadAborted(Instant.now(), "it broke off"));
        await().untilAsserted(() -> {
            sweeper.sweep();
            assertThat(unfinished()).doesNotContain(ObjectKeys.source(uploading));
        });
    }

    /** A multipart upload that nobody goes on with. */
    private static void begin(String key) throws Exception {
        Endpoints endpoints = LocalServers.shared(Server.S3).endpoints();
        try (MinioAsyncClient client = MinioAsyncClient.builder()
                .endpoint(endpoints.s3Url())
                .region("us-east-1")
                .credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey())
                .build()) {
            client.createMultipartUploadAsync(Endpoints.BUCKET, null, key, null, null)
                    .get();
        }
    }

    private List<String> unfinished() {
        return store.unfinishedUploads().stream().map(UnfinishedUpload::key).toList();
    }

    private void put(String key) {
        store.upload(key, new ByteArrayInputStream(new byte[1]), OptionalLong.of(1), "video/mp4");
    }

    private boolean isEmpty(String prefix) {
        return store.list(prefix).isEmpty();
    }
}
