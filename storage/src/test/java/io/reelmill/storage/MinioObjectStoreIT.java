package io.reelmill.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.plan.ObjectRef;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port on a real S3-compatible server. */
class MinioObjectStoreIT {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final String TYPE = "application/octet-stream";

    private static MinioObjectStore store;
    private static StorageClients clients;
    private static Endpoints endpoints;

    private final String prefix = UUID.randomUUID() + "/";

    @TempDir
    Path directory;

    @BeforeAll
    static void open() {
        endpoints = LocalServers.shared(Server.S3).endpoints();
        clients = clients(endpoints.s3SecretKey(), endpoints.s3Url());
        store = new MinioObjectStore(clients, Endpoints.BUCKET, 1L << 30);
        store.ensureBucket();
    }

    private static MinioObjectStore store(String secret, String url) {
        return new MinioObjectStore(clients(secret, url), Endpoints.BUCKET, 1L << 30);
    }

    private static StorageClients clients(String secret, String url) {
        return new StorageClients(
                URI.create(url),
                URI.create(url),
                new StorageClients.Credentials(endpoints.s3AccessKey(), secret, "us-east-1"),
                TEN_SECONDS);
    }

    @Test
    void a_stream_of_unknown_length_becomes_an_object_of_several_parts() throws Exception {
        byte[] bytes = random(20 << 20);

        StoredObject stored = store.upload(prefix + "a", new ByteArrayInputStream(bytes), OptionalLong.empty(), TYPE);

        assertThat(stored.bytes()).isEqualTo(bytes.length);
        Path back = directory.resolve("back");
        store.download(store.ref(prefix + "a"), back);
        assertThat(Files.readAllBytes(back)).isEqualTo(bytes);
    }

    @Test
    void services_that_start_together_make_the_bucket_once() {
        for (int round = 0; round < 20; round++) {
            String bucket = "bucket-" + UUID.randomUUID();
            List<CompletableFuture<Void>> starts = Stream.generate(() -> CompletableFuture.runAsync(
                            () -> new MinioObjectStore(clients, bucket, 1L << 30).ensureBucket()))
                    .limit(8)
                    .toList();

            assertThat(starts).allSatisfy(start -> assertThat(start).succeedsWithin(TEN_SECONDS));
        }
    }

    @Test
    void a_stream_that_breaks_leaves_nothing_behind() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(random(18 << 20)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the sender went away");
            }
        });

        assertThatThrownBy(() -> store.upload(prefix + "a", broken, OptionalLong.empty(), TYPE))
                .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind())
                        .isEqualTo(StorageException.Kind.SOURCE_FAILED));

        assertThat(store.list(prefix)).isEmpty();
        assertThat(store.unfinishedUploads()).noneMatch(upload -> upload.key().startsWith(prefix));
    }

    @Test
    void uploads_that_nobody_finished_are_found_and_ended_also_page_by_page() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            clients.multiparts()
                    .createMultipartUploadAsync(Endpoints.BUCKET, null, prefix + name, null, null)
                    .get();
        }

        assertThat(mine(store.unfinishedUploads()))
                .extracting(UnfinishedUpload::key)
                .containsExactlyInAnyOrder(prefix + "a", prefix + "b", prefix + "c");
        while (!mine(store.unfinishedUploads(1)).isEmpty()) {
            mine(store.unfinishedUploads(1)).forEach(store::abort);
        }
        UnfinishedUpload gone =
                new UnfinishedUpload(prefix + "a", UUID.randomUUID().toString(), Instant.now());
        assertThatCode(() -> store.abort(gone)).doesNotThrowAnyException();
        assertThat(mine(store.unfinishedUploads())).isEmpty();
    }

    private List<UnfinishedUpload> mine(List<UnfinishedUpload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.key().startsWith(prefix))
                .toList();
    }

    @Test
    void an_object_is_read_from_an_offset() throws Exception {
        byte[] bytes = random(1000);
        store.upload(prefix + "a", new ByteArrayInputStream(bytes), OptionalLong.of(1000), TYPE);

        try (InputStream in = store.open(store.ref(prefix + "a"), 990)) {
            assertThat(in.readAllBytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 990, 1000));
        }
    }

    @Test
    void what_is_not_there_is_said_to_be_so() {
        ObjectRef absent = store.ref(prefix + "absent");

        assertThat(store.stat(absent)).isEmpty();
        assertThatThrownBy(() -> store.download(absent, directory.resolve("x")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_FOUND));
    }

    @Test
    void a_prefix_is_copied_listed_and_deleted() {
        store.upload(prefix + "a", new ByteArrayInputStream(random(10)), OptionalLong.of(10), TYPE);
        store.copy(store.ref(prefix + "a"), prefix + "d/b");

        assertThat(store.list(prefix))
                .extracting(StoredObject::key)
                .containsExactlyInAnyOrder(prefix + "a", prefix + "d/b");
        assertThat(store.deletePrefix(prefix)).isEqualTo(2);
        assertThat(store.deletePrefix(prefix)).isZero();
    }

    @Test
    void a_presigned_address_needs_no_credentials_and_takes_ranges() throws Exception {
        store.upload(prefix + "a", new ByteArrayInputStream("0123456789".getBytes()), OptionalLong.of(10), TYPE);
        URI address = store.presignForPeople(store.ref(prefix + "a"), HOUR, "my clip.mp4");

        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Range", "bytes=2-4")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).isEqualTo("234");
        assertThat(address.getQuery()).contains("my clip.mp4");
    }

    @Test
    void people_get_addresses_of_the_public_endpoint_that_are_signed_for_it() throws Exception {
        store.upload(prefix + "a", new ByteArrayInputStream("0123".getBytes()), OptionalLong.of(4), TYPE);
        String internal = URI.create(endpoints.s3Url()).getAuthority();
        String external = internal.replace("127.0.0.1", "localhost");
        StorageClients both = new StorageClients(
                URI.create(endpoints.s3Url()),
                URI.create("http://" + external),
                new StorageClients.Credentials(endpoints.s3AccessKey(), endpoints.s3SecretKey(), "us-east-1"),
                TEN_SECONDS);
        MinioObjectStore published = new MinioObjectStore(both, Endpoints.BUCKET, 1L << 30);

        URI forPeople = published.presignForPeople(published.ref(prefix + "a"), HOUR, "clip.mp4");

        assertThat(forPeople.getAuthority()).isEqualTo(external).isNotEqualTo(internal);
        assertThat(get(forPeople).body()).isEqualTo("0123");
        String elsewhere = forPeople.toString().replace(external, internal);
        assertThat(get(URI.create(elsewhere)).statusCode())
                .as("signed for one host")
                .isEqualTo(403);
        assertThat(published.presign(published.ref(prefix + "a"), HOUR).getAuthority())
                .isEqualTo(internal);
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void wrong_credentials_and_a_silent_store_are_different_things() {
        assertThatThrownBy(() -> store("wrong-secret-key", endpoints.s3Url()).stat(store.ref("x")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.DENIED));
        assertThatThrownBy(() ->
                        store(endpoints.s3SecretKey(), "http://127.0.0.1:9").stat(store.ref("x")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.UNAVAILABLE));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
