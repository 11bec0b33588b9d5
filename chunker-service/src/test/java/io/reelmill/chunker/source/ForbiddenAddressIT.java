package io.reelmill.chunker.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.common.job.FailureCode;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No job reaches an inner server, whatever its address, its redirects or its names say. */
class ForbiddenAddressIT {

    private static final InetAddress OUTER = address("127.0.0.1");
    private static final InetAddress INNER = address("127.0.0.2");
    /** Takes one loopback address for the internet and another for the house. */
    private static final Predicate<InetAddress> NOT_INNER = OUTER::equals;

    private final String key = "raw/" + UUID.randomUUID() + "/source";
    private final ObjectStore store = TestingFetcher.store();
    private TestingSourceServer outer;
    private TestingSourceServer inner;

    @BeforeEach
    void open() throws IOException {
        outer = new TestingSourceServer(OUTER);
        inner = new TestingSourceServer(INNER);
    }

    @AfterEach
    void close() {
        outer.close();
        inner.close();
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
        UrlFetcher fetcher = TestingFetcher.fetcher(store, Map.of("allow-private-addresses", "false"));

        TaskFailure failure = refused(fetcher, url);

        assertThat(failure).hasMessageMatching(".*(refused|cannot be read|not known).*");
    }

    @Test
    void aRedirectInwardIsRefused() {
        outer.redirects("/inward", inner.url("/file"));

        TaskFailure failure = refused(TestingFetcher.fetcher(store, NOT_INNER, Dns.SYSTEM), outer.url("/inward"));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_FORBIDDEN);
        assertThat(outer.hits()).isOne();
        assertThat(inner.hits()).isZero();
    }

    @Test
    void aNameThatTurnsInwardAfterTheCheckIsNotConnectedTo() {
        Dns rebinding = new ChangingDns("rebinding.test", OUTER, INNER);

        TaskFailure failure =
                refused(TestingFetcher.fetcher(store, NOT_INNER, rebinding), inner.url("rebinding.test", "/file"));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_FORBIDDEN);
        assertThat(inner.hits()).isZero();
    }

    @Test
    void aNameInARedirectThatTurnsInwardAfterTheCheckIsNotConnectedTo() {
        Dns rebinding = new ChangingDns("rebinding.test", OUTER, INNER);
        outer.redirects("/rebinding", inner.url("rebinding.test", "/file"));

        TaskFailure failure = refused(TestingFetcher.fetcher(store, NOT_INNER, rebinding), outer.url("/rebinding"));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_FORBIDDEN);
        assertThat(outer.hits()).isOne();
        assertThat(inner.hits()).isZero();
    }

    @Test
    void aNameThatStaysOutsideIsFetched() throws Exception {
        Dns steady = new ChangingDns("steady.test", OUTER, OUTER);

        TestingFetcher.fetcher(store, NOT_INNER, steady)
                .fetch(TestingFetcher.attempt(Duration.ofHours(1)), outer.url("steady.test", "/file"), key);

        assertThat(store.open(store.ref(key), 0).readAllBytes()).isEqualTo(TestingSourceServer.BODY);
    }

    /** Resolves one name to one address after the other. */
    private static final class ChangingDns implements Dns {

        private final String name;
        private final Deque<InetAddress> answers;

        ChangingDns(String name, InetAddress... answers) {
            this.name = name;
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
            return host.equals(name) ? List.of(answers.remove()) : Dns.SYSTEM.lookup(host);
        }
    }

    private TaskFailure refused(UrlFetcher fetcher, String url) {
        TaskFailure failure = catchThrowableOfType(
                TaskFailure.class, () -> fetcher.fetch(TestingFetcher.attempt(Duration.ofHours(1)), url, key));
        assertThat(failure).as(url + " must be refused").isNotNull();
        return failure;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
