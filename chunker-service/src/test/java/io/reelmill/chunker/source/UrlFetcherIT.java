package io.reelmill.chunker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.common.job.FailureCode;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of every kind, on a real server of our own. */
@Timeout(60)
class UrlFetcherIT {

    private static final byte[] FILM = "film".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    private static final int MAX_BYTES = 100_000;

    private final Map<String, byte[]> stored = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/film", exchange -> answer(exchange, 200, FILM.length, FILM));
        server.createContext("/streamed", exchange -> answer(exchange, 200, 0, FILM));
        server.createContext("/large", exchange -> answer(exchange, 200, MAX_BYTES + 1L, new byte[MAX_BYTES + 1]));
        server.createContext("/endless", UrlFetcherIT::endless);
        server.createContext("/short", exchange -> answer(exchange, 200, FILM.length + 10L, FILM));
        server.createContext("/once", exchange -> redirect(exchange, "/film"));
        server.createContext("/loop", exchange -> redirect(exchange, "/loop"));
        server.createContext("/to-file", exchange -> redirect(exchange, "file:///etc/passwd"));
        server.createContext("/silent", exchange -> {
            exchange.sendResponseHeaders(200, 10);
            awaitEnd();
        });
        for (int status : new int[] {401, 403, 404, 410, 500, 503}) {
            server.createContext("/status/" + status, exchange -> answer(exchange, status, -1, null));
        }
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/film", "/streamed", "/once"})
    void what_stands_there_is_stored(String path) throws Exception {
        fetcher(true).fetch(address(path), "raw/j/source");

        assertThat(stored.get("raw/j/source")).isEqualTo(FILM);
    }

    @ParameterizedTest
    @CsvSource({
        "/large,      TOO_LARGE",
        "/endless,    TOO_LARGE",
        "/short,      SOURCE_UNREACHABLE",
        "/silent,     SOURCE_UNREACHABLE",
        "/loop,       SOURCE_UNREACHABLE",
        "/to-file,    SOURCE_FORBIDDEN",
        "/status/401, SOURCE_NOT_FOUND",
        "/status/403, SOURCE_NOT_FOUND",
        "/status/404, SOURCE_NOT_FOUND",
        "/status/410, SOURCE_NOT_FOUND",
        "/status/500, SOURCE_UNREACHABLE",
        "/status/503, SOURCE_UNREACHABLE",
    })
    void what_cannot_be_had_is_refused_and_leaves_nothing(String path, FailureCode code) {
        TaskFailure failure = failure(fetcher(true), address(path) + "?token=secret");

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain("secret");
        assertThat(stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/film",
                "http://localhost:%d/film",
                "http://2130706433:%d/film",
                "http://127.1:%d/film",
                "http://[::1]:%d/film",
                "http://[::ffff:127.0.0.1]:%d/film",
                "http://169.254.169.254/latest/meta-data/%d",
                "file:///etc/passwd#%d",
                "ftp://127.0.0.1:%d/film",
                "gopher://127.0.0.1:%d/film",
                "http:///film%d",
                "concat:film%d",
            })
    void nothing_but_the_public_internet_is_asked(String address) {
        TaskFailure failure = failure(fetcher(false), address.formatted(port()));

        assertThat(failure.code()).isIn(FailureCode.SOURCE_FORBIDDEN, FailureCode.SOURCE_UNREACHABLE);
        assertThat(failure.outcome().retryable()).isFalse();
        assertThat(stored).isEmpty();
    }

    @Test
    void nobody_listens() {
        int port = port();
        stop();

        assertThat(failure(fetcher(true), "http://127.0.0.1:" + port + "/film").code())
                .isEqualTo(FailureCode.SOURCE_UNREACHABLE);
    }

    private static TaskFailure failure(UrlFetcher fetcher, String address) {
        return catchThrowableOfType(TaskFailure.class, () -> fetcher.fetch(address, "raw/j/source"));
    }

    private UrlFetcher fetcher(boolean allowPrivate) {
        return new UrlFetcher(store(), new Patient(allowPrivate, Duration.ofSeconds(2), 3), MAX_BYTES);
    }

    private record Patient(boolean allowPrivateAddresses, Duration patience, int redirects)
            implements ChunkerConfig.Fetch {}

    /** Keeps what was read to its end, and fails as the real store does when the caller's stream fails. */
    private ObjectStore store() {
        return (ObjectStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("upload");
                    String key = (String) arguments[0];
                    try {
                        stored.put(key, ((InputStream) arguments[1]).readAllBytes());
                    } catch (IOException e) {
                        throw new StorageException(StorageException.Kind.SOURCE_FAILED, e.getMessage(), e);
                    }
                    return new StoredObject(key, stored.get(key).length, null, null);
                });
    }

    private String address(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** @param length announced length; 0 streams without one, -1 sends no body */
    private static void answer(HttpExchange exchange, int status, long length, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, length);
        if (body != null) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, -1, null);
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] piece = new byte[10_000];
        try (exchange) {
            while (true) {
                exchange.getResponseBody().write(piece);
            }
        } catch (IOException e) {
            // The reader has had enough, which is the point.
        }
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
