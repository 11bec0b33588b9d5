package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.reelmill.media.TestClips;
import io.reelmill.stack.supervise.ProcessState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not media ends its job soon, with a reason, and harms nothing. */
class BadInputIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Reelmill reelmill;
    private static Jobs jobs;

    private static Map<String, Long> pids;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        reelmill = Reelmill.running();
        jobs = new Jobs(reelmill.api());
        pids = pids();
    }

    private static Map<String, Long> pids() {
        return reelmill.state().processes().stream().collect(Collectors.toMap(ProcessState::name, ProcessState::pid));
    }

    @AfterEach
    void no_process_has_died() {
        assertThat(pids()).isEqualTo(pids);
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

    @ParameterizedTest
    @CsvSource({"manifest.mpd, NOT_MEDIA", "session.sdp, NOT_MEDIA"})
    void a_manifest_is_not_media(String name, String code) throws Exception {
        String text = name.endsWith(".mpd")
                ? "<?xml version=\"1.0\"?>\n<MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>\n"
                : "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n";
        fails(Files.writeString(directory.resolve(name), text), code);
    }

    /** A picture of 30,000 by 30,000 would take 2.7 GB. */
    @Test
    void absurd_dimensions_are_refused_before_memory_is_taken_for_them() throws Exception {
        Path clip = TestClips.clip()
                .frames(25)
                .codec("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p")
                .write(directory.resolve("small.mov"));

        JsonNode job = fails(
                CraftedMovie.sized(clip, 30_000, directory.resolve("huge.mov")),
                "TOO_MANY_PIXELS",
                "UNSUPPORTED_CODEC");

        JsonNode attempt = jobs.attempts(job.get("id").asText(), "plan").get(0);
        assertThat(attempt.path("peakBytes").asLong()).isLessThan(256L << 20);
    }

    /** Pictures that are not in the file itself but in another one on the machine, which is there and would do. */
    @Test
    void a_movie_whose_pictures_are_in_a_local_file_does_not_get_them() throws Exception {
        Path clip = TestClips.clip().frames(25).write(directory.resolve("local.mov"));

        Path sent = CraftedMovie.referring(clip, directory.resolve("refers.mov"));

        fails(sent, "UNSUPPORTED_CODEC", "BAD_MEDIA", "NOT_MEDIA");
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
