package io.reelmill.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.common.ObjectKeys;
import io.reelmill.gateway.testing.GatewayProcess;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import io.reelmill.gateway.testing.Zeros;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file three times as large as all the heap that the gateway may have. */
class LargeUploadIT {

    private static final long BYTES = 640L << 20;

    /** Heap, as much again for buffers outside it, and the rest of a JVM. */
    private static final long MEMORY = 600L << 20;

    private static final Pattern HIGH_WATER = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final LocalServers servers = LocalServers.shared(Server.values());

    @TempDir
    Path directory;

    @TempDir
    Path temporary;

    @Test
    void it_passes_through_without_a_temporary_file() throws Exception {
        Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        try (GatewayProcess gateway = GatewayProcess.start(directory, servers, environment)) {
            await().atMost(Duration.ofMinutes(1)).until(() -> gateway.health("ready") == 200);
            long before = bytesIn(temporary);
            TestingApi api = new TestingApi(gateway.api());

            Answer answer = api.send(
                    "POST",
                    "/api/v1/jobs?notBefore=2999-01-01T00:00:00Z",
                    BodyPublishers.ofInputStream(() -> new Zeros(BYTES)),
                    "Content-Type",
                    "video/mp4");

            assertThat(answer.status()).isEqualTo(202);
            assertThat(highWater(gateway)).isLessThan(MEMORY);
            assertThat(bytesIn(temporary)).as("temporary files").isEqualTo(before);
            assertThat(store().stat(store().ref(ObjectKeys.source(answer.id())))
                            .orElseThrow()
                            .bytes())
                    .isEqualTo(BYTES);
            store().deletePrefix(ObjectKeys.source(answer.id()));
        }
    }

    private ObjectStore store() {
        Endpoints endpoints = servers.endpoints();
        URI address = URI.create(endpoints.s3Url());
        StorageClients clients = new StorageClients(
                address,
                address,
                new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1"),
                Duration.ofSeconds(10));
        return new MinioObjectStore(clients, Endpoints.BUCKET, 1L << 40);
    }

    private static long highWater(GatewayProcess gateway) throws IOException {
        Matcher line = HIGH_WATER.matcher(Files.readString(
                Path.of("/proc", String.valueOf(gateway.process().pid()), "status")));
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1)) << 10;
    }

    private static long bytesIn(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
