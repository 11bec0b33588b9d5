package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.reelmill.e2e.rig.Rig;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are named instead of sent, on a stack that reads from a bucket of its callers and from the machine's own addresses. */
class SourcesIT {

    private static final String BUCKET = "inbox";

    @TempDir
    static Path directory;

    private static Rig rig;
    private static Api api;
    private static Jobs jobs;
    private static HttpServer host;
    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();
    private static final List<String> VISITS = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        rig = new Rig(
                directory.resolve("stack"),
                Path.of("").toAbsolutePath().getParent(),
                new Rig.Size(1, 2),
                Map.of(
                        "REELMILL_CHUNKER_FETCH_ALLOW_PRIVATE_ADDRESSES",
                        "true",
                        "REELMILL_JOBS_SOURCE_BUCKETS",
                        BUCKET));
        rig.start(Set.of());
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(rig::ready);
        api = new Api(rig.gatewayUrl());
        jobs = new Jobs(api);
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            VISITS.add(path);
            byte[] body = FILES.get(path);
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body == null ? new byte[0] : body);
            }
        });
        host.start();
    }

    @AfterAll
    static void stop() {
        host.stop(0);
        rig.close();
    }

    @Test
    void what_stands_at_an_address_is_fetched_and_transcoded() throws Exception {
        Path clip = TestClips.clip().frames(60).write(directory.resolve("address.mp4"));
        FILES.put("/films/clip.mp4", Files.readAllBytes(clip));

        String id = api.create(source("{\"url\": \"%s\"}".formatted(address("/films/clip.mp4"))));

        assertExact(id, 60);
    }

    @Test
    void an_object_of_the_caller_is_transcoded_and_stays_where_it_is() throws Exception {
        Path clip = TestClips.clip().frames(60).write(directory.resolve("object.mp4"));
        Path object = stored("films/clip.mp4");
        Files.copy(clip, object);

        String id = api.create(object("films/clip.mp4"));
        assertExact(id, 60);
        api.delete(id);

        assertThat(api.jobs()).noneMatch(job -> job.get("id").asText().equals(id));
        assertThat(object).hasSameBinaryContentAs(clip);
    }

    @Test
    void a_playlist_at_an_address_leads_nowhere() {
        FILES.put(
                "/list.m3u8",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n%s\n#EXT-X-ENDLIST\n"
                        .formatted(address("/piece.ts"))
                        .getBytes(StandardCharsets.US_ASCII));

        jobs.failed(api.create(source("{\"url\": \"%s\"}".formatted(address("/list.m3u8")))), "NOT_MEDIA");

        assertThat(VISITS).contains("/list.m3u8").doesNotContain("/piece.ts");
    }

    @Test
    void a_name_that_looks_like_many_is_one_object() throws Exception {
        for (String name : List.of("%03d.png", "001.png", "002.png")) {
            Files.write(stored("frames/" + name), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        }

        jobs.failed(api.create(object("frames/%03d.png")), "NOT_MEDIA");
    }

    private static void assertExact(String id, int frames) {
        String output = jobs.completed(id).at("/outputs/0/name").asText();
        assertThat(Decoded.of(jobs.output(id, output, directory)).numbers()).isEqualTo(Decoded.range(frames));
    }

    /** Where the store keeps an object of the caller's bucket. */
    private static Path stored(String key) throws IOException {
        Path file = rig.home().storage().resolve(BUCKET).resolve(key);
        Files.createDirectories(file.getParent());
        return file;
    }

    private static String object(String key) {
        return source("{\"s3\": {\"bucket\": \"%s\", \"key\": \"%s\"}}".formatted(BUCKET, key));
    }

    private static String source(String json) {
        return "{\"source\": %s, \"profile\": \"fast\"}".formatted(json);
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + host.getAddress().getPort() + path;
    }
}
