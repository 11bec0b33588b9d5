package io.reelmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.plan.ObjectRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A store that vanishes from behind its connections, and is there for new ones. */
class VanishedServerTest {

    private static final int CONNECTIONS = 4;
    private static final ObjectRef NOTHING = new ObjectRef("bucket", "key");

    /** Connections younger than this are answered. */
    private final AtomicInteger answered = new AtomicInteger();

    private final AtomicInteger accepted = new AtomicInteger();
    private final CyclicBarrier together = new CyclicBarrier(CONNECTIONS);
    private volatile boolean filling = true;

    @Test
    void only_the_first_request_afterwards_waits_in_vain() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> accept(server, threads));
            MinioObjectStore store = store(server.getLocalPort());
            fill(store, threads);

            answered.set(CONNECTIONS);

            assertThatThrownBy(() -> store.stat(NOTHING))
                    .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind())
                            .isEqualTo(StorageException.Kind.UNAVAILABLE));
            assertThat(store.stat(NOTHING)).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** Requests at the same time, each on a connection of its own, which is idle then. */
    private void fill(MinioObjectStore store, ExecutorService threads) throws Exception {
        CountDownLatch done = new CountDownLatch(CONNECTIONS);
        List<Runnable> requests = IntStream.range(0, CONNECTIONS)
                .<Runnable>mapToObj(i -> () -> {
                    store.stat(NOTHING);
                    done.countDown();
                })
                .toList();
        requests.forEach(threads::execute);
        done.await();
        assertThat(accepted).hasValue(CONNECTIONS);
        filling = false;
    }

    private static MinioObjectStore store(int port) {
        URI address = URI.create("http://127.0.0.1:" + port);
        StorageClients.Credentials credentials = new StorageClients.Credentials("access", "secret-key", "us-east-1");
        return new MinioObjectStore(
                new StorageClients(address, address, credentials, Duration.ofSeconds(1)), "bucket", 1L << 30);
    }

    private void accept(ServerSocket server, ExecutorService threads) {
        try {
            while (true) {
                Socket connection = server.accept();
                int number = accepted.getAndIncrement();
                threads.execute(() -> serve(connection, number));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty() && number >= answered.get()) {
                    if (filling) {
                        together.await();
                    }
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (Exception e) {
            // The test is over.
        }
    }
}
