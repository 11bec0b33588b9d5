package io.reelmill.chunker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.chunker.inspect.TestingInspector;
import io.reelmill.common.job.FailureCode;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from a real server into a real store. */
class UrlFetcherIT {

    private static final byte[] BODY = "twenty bytes of body".getBytes();

    private final String key = "raw/" + UUID.randomUUID() + "/source";
    private HttpServer server;
    private String base;
    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> answer(exchange, 404, 0));
        server.createContext("/file", exchange -> answer(exchange, 200, BODY.length));
        server.createContext("/chunked", exchange -> answer(exchange, 200, 0));
        server.createContext("/short", exchange -> answer(exchange, 200, BODY.length + 10));
        server.createContext("/broken", exchange -> answer(exchange, 500, 0));
        server.createContext("/away", exchange -> redirect(exchange, "/file"));
        server.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        server.createContext("/disk", exchange -> redirect(exchange, "file:///etc/passwd"));
        server.start();
        Endpoints endpoints = LocalServers.shared(Server.S3).endpoints();
        URI address = URI.create(endpoints.s3Url());
        StorageClients.Credentials credentials =
                new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1");
        store = new MinioObjectStore(
                new StorageClients(address, address, credentials, Duration.ofSeconds(10)), Endpoints.BUCKET, 1L << 36);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/chunked", "/away"})
    void whatStandsThereIsStored(String path) throws Exception {
        fetcher(Map.of()).fetch(base + path, key);

        assertThat(store.open(store.ref(key), 0).readAllBytes()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, SOURCE_NOT_FOUND, status 404",
        "/broken, SOURCE_UNREACHABLE, status 500",
        "/circle, SOURCE_UNREACHABLE, more than 5 times",
        "/short, SOURCE_UNREACHABLE, after",
        "/disk, SOURCE_FORBIDDEN, only http and https"
    })
    void whatIsWrongIsSaid(String path, FailureCode code, String words) {
        TaskFailure failure = refused(base + path, Map.of());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining(words);
        assertThat(store.stat(store.ref(key))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file", "/chunked"})
    void nothingLargerThanTheLimitIsStored(String path) {
        TaskFailure failure = refused(base + path, Map.of("reelmill.chunker.limits.bytes", "10"));

        assertThat(failure.code()).isEqualTo(FailureCode.TOO_LARGE);
        assertThat(store.stat(store.ref(key))).isEmpty();
    }

    @Test
    void nobodyAnswers() {
        server.stop(0);

        assertThat(refused(base + "/file", Map.of()).code()).isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x",
                "http://localhost/x",
                "http://[::1]/x",
                "http://10.1.2.3/x",
                "http://169.254.169.254/latest",
                "http://[::ffff:127.0.0.1]/x",
                "http://0.0.0.0/x",
                "http://2130706433/x",
                "file:///etc/passwd",
                "ftp://example.org/x"
            })
    void innerAddressesAreRefused(String url) {
        TaskFailure failure = refused(url, Map.of("reelmill.chunker.fetch.allow-private-addresses", "false"));

        assertThat(failure.code()).isIn(FailureCode.SOURCE_FORBIDDEN, FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure).hasMessageMatching(".*(refused|cannot be read|not known).*");
    }

    @Test
    void theWayOfARedirectIsCheckedToo() throws Exception {
        PublicHosts strict = new PublicHosts(new AddressPolicy(false));
        URI inside = URI.create(base).resolve("http://169.254.169.254/latest/meta-data");

        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> strict.require(inside));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_FORBIDDEN);
    }

    private TaskFailure refused(String url, Map<String, String> configuration) {
        TaskFailure failure = catchThrowableOfType(
                TaskFailure.class, () -> fetcher(configuration).fetch(url, key));
        assertThat(failure).as(url + " must be refused").isNotNull();
        return failure;
    }

    private UrlFetcher fetcher(Map<String, String> configuration) {
        Map<String, String> all = new HashMap<>(Map.of(
                "reelmill.chunker.fetch.allow-private-addresses", "true", "reelmill.chunker.fetch.patience", "5s"));
        all.putAll(configuration);
        return new UrlFetcher(store, TestingInspector.config(all).getConfigMapping(ChunkerConfig.class));
    }

    private static void answer(HttpExchange exchange, int status, long length) throws IOException {
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(BODY);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }
}
