package io.reelmill.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.TestingJobs;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bucket of its own, of which a megabyte may be used. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(StorageFullIT.SmallBucket.class)
class StorageFullIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final String JOB =
            "{'source':{'url':'https://media.example/clip.mov'},'notBefore':'2999-01-01T00:00:00Z'}";

    @TestHTTPResource("/")
    URI base;

    @Inject
    TestingJobs testing;

    @Inject
    ObjectStore store;

    @Inject
    StorageUse use;

    /** What is different here. */
    public static final class SmallBucket implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("reelmill.jobs.storage-quota", "1M", "reelmill.storage.bucket", "small");
        }
    }

    @BeforeEach
    void bucket() {
        store.ensureBucket();
    }

    @AfterEach
    void end() {
        testing.cancelAll();
    }

    @Test
    void while_storage_is_full_nothing_new_is_accepted_and_then_it_is_again() {
        TestingApi api = new TestingApi(base);
        Answer first = api.json("POST", JOBS, JOB, "Idempotency-Key", "before-it-was-full");
        assertThat(first.status()).isEqualTo(202);
        store.upload("inbox/large", new ByteArrayInputStream(new byte[1 << 20]), OptionalLong.of(1 << 20), "video/mp4");
        use.measure();

        List<Answer> refused = List.of(
                api.json("POST", JOBS, JOB),
                api.send("POST", JOBS, BodyPublishers.ofByteArray(new byte[10]), "Content-Type", "video/mp4"),
                api.post(JOBS + "/" + first.id() + "/retry"));

        for (Answer answer : refused) {
            assertThat(answer.status()).isEqualTo(507);
            assertThat(answer.text("code")).isEqualTo("STORAGE_FULL");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("detail")).contains("reelmill.jobs.storage-quota");
        }
        assertThat(store.list("raw/")).isEmpty();
        assertThat(store.unfinishedUploads()).isEmpty();
        assertThat(api.json("POST", JOBS, JOB, "Idempotency-Key", "before-it-was-full")
                        .id())
                .isEqualTo(first.id());
        assertThat(api.get(JOBS + "/" + first.id()).status()).isEqualTo(200);

        store.deletePrefix("inbox/");
        use.measure();
        assertThat(api.json("POST", JOBS, JOB).status()).isEqualTo(202);
    }
}
