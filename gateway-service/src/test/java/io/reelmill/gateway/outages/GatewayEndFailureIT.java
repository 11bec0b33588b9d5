package io.reelmill.gateway.outages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.testing.GatewayProcess;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.process.Signals;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import io.reelmill.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gateways that end, as asked or not, while they receive a file. */
class GatewayEndFailureIT {

    private static final String JOBS = "/api/v1/jobs";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static LocalServers servers;
    private static ObjectStore store;

    @BeforeAll
    static void start() {
        servers = LocalServers.start(directory.resolve("servers"), EnumSet.allOf(Server.class));
        Endpoints endpoints = servers.endpoints();
        URI s3 = URI.create(endpoints.s3Url());
        store = new MinioObjectStore(
                new StorageClients(
                        s3,
                        s3,
                        new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1"),
                        Duration.ofSeconds(10)),
                Endpoints.BUCKET,
                1L << 30);
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void a_gateway_that_is_told_to_end_finishes_the_uploads_that_it_can_and_says_so_to_the_others() throws Exception {
        GatewayProcess gateway = gateway(Map.of("REELMILL_UPLOADS_SHUTDOWN_GRACE", "3s"));
        TestingApi api = new TestingApi(gateway.api());
        try (Sender quick = new Sender(gateway, "quick.mov", 9 << 20);
                Sender endless = new Sender(gateway, "endless.mov", 1L << 35)) {
            quick.send(1 << 20);
            endless.send(20 << 20);
            await().atMost(PATIENCE).until(() -> uploading(api).size() == 2);
            String waiting = api.json(
                            "POST", JOBS, "{'source':{'url':'https://a/b'},'notBefore':'2999-01-01T00:00:00Z'}")
                    .id();
            CountDownLatch following = new CountDownLatch(1);
            CompletableFuture<Void> follower = CompletableFuture.runAsync(
                    () -> api.lines(JOBS + "/" + waiting + "/events").forEach(line -> following.countDown()));
            assertThat(following.await(60, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> sending = CompletableFuture.runAsync(endless::sendOn);

            Signals.send(gateway.process().pid(), "TERM");

            quick.send(8 << 20);
            assertThat(quick.answer()).startsWith("HTTP/1.1 202 ");
            follower.get(5, TimeUnit.SECONDS);
            assertThat(endless.answer())
                    .startsWith("HTTP/1.1 503 ")
                    .containsIgnoringCase("retry-after: 5")
                    .contains("\"code\":\"UNAVAILABLE\"", "shutting down");
            assertThat(gateway.process().exit().get(20, TimeUnit.SECONDS)).isEqualTo(143);
            sending.get(20, TimeUnit.SECONDS);
        } finally {
            gateway.close();
        }
        assertThat(gateway.log()).doesNotContain("Timed out waiting for graceful shutdown");
        assertThat(store.list("raw/")).extracting(StoredObject::bytes).containsExactly((long) 9 << 20);
        assertThat(store.unfinishedUploads()).isEmpty();
        try (GatewayProcess next = gateway(Map.of())) {
            TestingApi again = new TestingApi(next.api());
            assertThat(uploading(again)).isEmpty();
            assertThat(again.get(JOBS + "?state=FAILED").json().path("items")).isEmpty();
        }
        store.deletePrefix("raw/");
    }

    @Test
    void what_a_killed_gateway_was_receiving_ends_and_leaves_nothing_in_storage() throws Exception {
        GatewayProcess killed = gateway(Map.of());
        String id;
        try (Sender sender = new Sender(killed, "lost.mov", 1 << 30)) {
            sender.send(20 << 20);
            id = await().atMost(PATIENCE)
                    .until(() -> uploading(new TestingApi(killed.api())), ids -> !ids.isEmpty())
                    .get(0);
            await().atMost(PATIENCE).until(() -> !store.unfinishedUploads().isEmpty());
            killed.process().kill();
        }
        assertThat(store.unfinishedUploads()).isNotEmpty();

        try (GatewayProcess next =
                gateway(Map.of("REELMILL_RETENTION_EVERY", "1s", "REELMILL_RETENTION_SILENT_UPLOADS", "1s"))) {
            TestingApi api = new TestingApi(next.api());
            await().atMost(Duration.ofSeconds(100))
                    .until(() -> api.get(JOBS + "/" + id).text("state").equals(JobStatus.FAILED.name()));
            assertThat(api.get(JOBS + "/" + id).json().at("/failure/code").asText())
                    .isEqualTo("UPLOAD_ABORTED");
            await().atMost(PATIENCE).until(() -> store.unfinishedUploads().isEmpty());
            assertThat(store.list(ObjectKeys.source(id))).isEmpty();
        }
    }

    private static GatewayProcess gateway(Map<String, String> environment) {
        GatewayProcess gateway = GatewayProcess.start(directory, servers, environment);
        await().atMost(PATIENCE).until(() -> gateway.health("ready") == 200);
        return gateway;
    }

    private static List<String> uploading(TestingApi api) {
        return api.get(JOBS + "?state=UPLOADING").json().path("items").findValuesAsText("id");
    }

    /** A caller who sends a file as slowly as the test wants. */
    private static final class Sender implements AutoCloseable {
        private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

        private final Socket socket;

        Sender(GatewayProcess gateway, String name, long length) throws IOException {
            socket = new Socket(gateway.api().getHost(), gateway.api().getPort());
            socket.setSoTimeout(30_000);
            String head = "POST " + JOBS + "?fileName=" + name + "&notBefore=2999-01-01T00:00:00Z HTTP/1.1\r\n"
                    + "Host: 127.0.0.1\r\nContent-Type: video/mp4\r\nContent-Length: " + length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }

        void send(int bytes) throws IOException {
            socket.getOutputStream().write(new byte[bytes]);
        }

        /** Sends until nobody takes it any more. */
        void sendOn() {
            try {
                OutputStream out = socket.getOutputStream();
                while (true) {
                    out.write(new byte[64 << 10]);
                    Thread.sleep(5);
                }
            } catch (IOException e) {
                // As it should be: the answer was given.
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Head and body of the answer. */
        String answer() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                byte[] next = in.readNBytes(1);
                assertThat(next).as("an answer after %s", head).hasSize(1);
                head.append((char) next[0]);
            }
            Matcher length = LENGTH.matcher(head);
            assertThat(length.find()).as("the length in %s", head).isTrue();
            return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
