package io.reelmill.chunker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from a real server into a real store. */
class UrlFetcherIT {

    private static final Duration HOUR = Duration.ofHours(1);

    private final String key = "raw/" + UUID.randomUUID() + "/source";
    private final ObjectStore store = TestingFetcher.store();
    private TestingSourceServer server;

    @BeforeEach
    void open() throws IOException {
        server = new TestingSourceServer();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/chunked", "/away"})
    void whatStandsThereIsStored(String path) throws Exception {
        TestingFetcher.fetcher(store, Map.of()).fetch(TestingFetcher.attempt(HOUR), server.url(path), key);

        assertThat(store.open(store.ref(key), 0).readAllBytes()).isEqualTo(TestingSourceServer.BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, SOURCE_NOT_FOUND, status 404",
        "/denied, SOURCE_NOT_FOUND, status 403",
        "/circle, SOURCE_UNREACHABLE, more than 5 times",
        "/disk, SOURCE_FORBIDDEN, only http and https"
    })
    void whatWillNotChangeFailsForGood(String path, FailureCode code, String words) {
        TaskFailure failure = refused(server.url(path), Map.of());

        assertThat(failure.outcome()).isEqualTo(Outcome.BAD_MEDIA);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(words);
        assertThat(store.stat(store.ref(key))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/broken, status 500", "/busy, status 503", "/short, after 20 bytes"})
    void whatMayChangeIsWorthAnotherAttempt(String path, String words) {
        TaskFailure failure = refused(server.url(path), Map.of());

        assertThat(failure.outcome()).isEqualTo(Outcome.SOURCE_UNREACHABLE);
        assertThat(failure.outcome().retryable()).isTrue();
        assertThat(failure.outcome().failure()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure).hasMessageContaining(words);
        assertThat(store.stat(store.ref(key))).isEmpty();
    }

    @Test
    void nobodyAnswers() {
        server.close();

        assertThat(refused(server.url("/file"), Map.of()).outcome()).isEqualTo(Outcome.SOURCE_UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/chunked"})
    void nothingLargerThanTheLimitIsStored(String path) {
        TaskFailure failure = refused(server.url(path), Map.of("limits.bytes", "10"));

        assertThat(failure.code()).isEqualTo(FailureCode.TOO_LARGE);
        assertThat(store.stat(store.ref(key))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/silent, 1s, 1h, 0, silent for too long",
        "/drip, 30s, 2s, 0, longer than it may",
        "/drip, 1s, 1h, 64K, bytes in a second"
    })
    void aSlowServerIsGivenUp(String path, String patience, String time, String minRate, String words) {
        TaskFailure failure =
                refused(server.url(path), Map.of("patience", patience, "time", time, "min-rate", minRate));

        assertThat(failure.outcome()).isEqualTo(Outcome.SOURCE_UNREACHABLE);
        assertThat(failure).hasMessageContaining(words);
        assertThat(store.stat(store.ref(key))).isEmpty();
    }

    @Test
    void fetchingEndsWithTheTimeOfItsAttempt() {
        TaskFailure failure =
                catchThrowableOfType(TaskFailure.class, () -> TestingFetcher.fetcher(store, Map.of("min-rate", "0"))
                        .fetch(TestingFetcher.attempt(Duration.ofSeconds(2)), server.url("/drip"), key));

        assertThat(failure.outcome()).isEqualTo(Outcome.SOURCE_UNREACHABLE);
    }

    @Test
    void aStopReachesAFetchThatWaits() {
        TaskContext context = TestingFetcher.attempt(HOUR);
        UrlFetcher fetcher = TestingFetcher.fetcher(store, Map.of("patience", "5m"));
        CompletableFuture<TaskFailure> ended = CompletableFuture.supplyAsync(() ->
                catchThrowableOfType(TaskFailure.class, () -> fetcher.fetch(context, server.url("/silent"), key)));
        Awaitility.await().until(() -> server.hits() == 1);

        context.stop(Outcome.CANCELLED);

        assertThat(ended).succeedsWithin(10, TimeUnit.SECONDS);
    }

    private TaskFailure refused(String url, Map<String, String> configuration) {
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> TestingFetcher.fetcher(store, configuration)
                .fetch(TestingFetcher.attempt(HOUR), url, key));
        assertThat(failure).as(url + " must be refused").isNotNull();
        return failure;
    }
}
