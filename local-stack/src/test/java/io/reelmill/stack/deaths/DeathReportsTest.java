package io.reelmill.stack.deaths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeathReportsTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private HttpServer gateway;
    private volatile int status = 200;

    @BeforeEach
    void startGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 8);
        gateway.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI()
                    + " "
                    + exchange.getRequestHeaders().getFirst("Authorization")
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        gateway.stop(0);
    }

    @Test
    void a_report_that_cannot_be_taken_now_is_repeated_until_it_is() throws IOException {
        status = 503;
        reports("secret\n").report(death(137));
        await().until(() -> heard.size() >= 2);

        status = 200;
        await().until(() -> heard.size() >= 3);

        assertThat(heard).allSatisfy(request -> assertThat(request)
                .startsWith("/internal/v1/workers/merge-1/terminations Bearer secret {")
                .contains("\"containerId\":\"merge-1/0/7\""));
    }

    @Test
    void a_token_that_is_not_written_yet_is_waited_for() throws IOException {
        DeathReports reports = reports("");
        reports.report(death(137));

        Files.writeString(directory.resolve("token"), "late");

        await().untilAsserted(() -> assertThat(heard).singleElement().asString().contains("Bearer late"));
    }

    @Test
    void nothing_is_told_of_an_end_in_order() throws IOException {
        DeathReports reports = reports("secret");

        reports.report(death(0));
        reports.report(death(137));

        await().untilAsserted(() -> assertThat(heard).singleElement().asString().contains("\"exitCode\":137"));
    }

    private DeathReports reports(String token) throws IOException {
        Path file = directory.resolve("token");
        Files.writeString(file, token);
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return new DeathReports(address, file, timer);
    }

    private static Death death(int exitCode) {
        return new Death("merge-1", 7, Instant.EPOCH, Instant.now(), exitCode, null, false, null);
    }
}
