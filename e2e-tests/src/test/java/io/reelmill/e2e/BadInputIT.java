package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.reelmill.media.TestClips;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not media ends its job soon, with a reason, and harms nothing. */
class BadInputIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Reelmill reelmill;
    private static Jobs jobs;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        reelmill = Reelmill.running();
        jobs = new Jobs(reelmill.api());
    }

    @Test
    void text_is_not_media() throws Exception {
        fails(Files.writeString(directory.resolve("notes.mp4"), "Dear diary, ".repeat(500)), "NOT_MEDIA");
    }

    @Test
    void nothing_is_not_media() throws Exception {
        fails(Files.createFile(directory.resolve("empty.mp4")), "NOT_MEDIA");
    }

    @Test
    void noise_is_not_media() throws Exception {
        byte[] noise = new byte[300_000];
        new Random(7).nextBytes(noise);
        fails(Files.write(directory.resolve("noise.bin"), noise), "NOT_MEDIA", "BAD_MEDIA", "UNSUPPORTED_CODEC");
    }

    @Test
    void a_truncated_file_says_so() throws Exception {
        Path whole =
                TestClips.clip().frames(250).output("-movflags", "+faststart").write(directory.resolve("whole.mp4"));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 3));

        JsonNode job = fails(cut, "TRUNCATED");

        assertThat(job.at("/failure/detail").asText()).containsPattern("\\d+.*\\d+");
    }

    @Test
    void a_file_without_its_index_says_so() throws Exception {
        Path whole = TestClips.clip().frames(250).write(directory.resolve("whole.mp4"));
        byte[] bytes = Files.readAllBytes(whole);

        fails(
                Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length * 2 / 3)),
                "TRUNCATED",
                "NOT_MEDIA");
    }

    @Test
    void a_playlist_reaches_neither_files_nor_hosts() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        host.start();
        try {
            String address = "http://127.0.0.1:" + host.getAddress().getPort() + "/x.ts";
            String playlist =
                    "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%s\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
            fails(Files.writeString(directory.resolve("list.m3u8"), playlist.formatted(address)), "NOT_MEDIA");
            fails(
                    Files.writeString(directory.resolve("list.ffconcat"), "ffconcat version 1.0\nfile '/etc/passwd'\n"),
                    "NOT_MEDIA");
            assertThat(visits).hasValue(0);
        } finally {
            host.stop(0);
        }
    }

    @Test
    void a_private_address_is_refused_as_a_source() {
        String id = reelmill.api()
                .create("{\"source\": {\"url\": \"http://169.254.169.254/latest/meta-data\"}, \"profile\": \"fast\"}");

        jobs.failed(id, "SOURCE_FORBIDDEN");
    }

    @Test
    void workers_live_on_and_the_next_job_completes() {
        Path clip = TestClips.clip().frames(50).write(directory.resolve("good.mp4"));

        jobs.completed(reelmill.api().upload(clip, "profile=fast"));
        assertThat(reelmill.state().processes())
                .allSatisfy(p -> assertThat(p.ready()).as(p.name()).isTrue());
    }

    private JsonNode fails(Path file, String... codes) {
        Instant before = Instant.now();
        JsonNode job = jobs.failed(reelmill.api().upload(file, "profile=fast"), codes);
        assertThat(Duration.between(before, Instant.now())).isLessThan(LIMIT);
        return job;
    }
}
