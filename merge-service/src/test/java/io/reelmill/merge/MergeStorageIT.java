package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.common.plan.Rational;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.MinioObjectStore;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageClients;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same over S3: ffmpeg reads the source through a signed link, chunks and results travel as objects. */
class MergeStorageIT {

    @TempDir
    Path dir;

    private ObjectStore store;
    private TestingJob job;

    @BeforeEach
    void encode() throws Exception {
        Map<String, String> server = LocalServers.shared(Server.S3).properties();
        URI endpoint = URI.create(server.get("reelmill.storage.endpoint"));
        StorageClients clients = new StorageClients(
                endpoint,
                endpoint,
                new StorageClients.Credentials(
                        server.get("reelmill.storage.access-key"),
                        server.get("reelmill.storage.secret-key"),
                        "us-east-1"),
                Duration.ofSeconds(30));
        store = new MinioObjectStore(clients, server.get("reelmill.storage.bucket"), 1L << 30);
        store.ensureBucket();
        store.deletePrefix("");
        Path source = dir.resolve("source.mkv");
        TestingMedia.ffmpeg(
                dir,
                "-f lavfi -i sine=f=440:r=48000:d=4 -filter_complex",
                TestingMedia.word(TestingMedia.PICTURE.formatted("30") + "[v]"),
                "-map [v] -map 0:a -t 4 -c:v libx264 -preset veryfast -g 48 -c:a aac",
                TestingMedia.word(source.toString()));
        job = new TestingJob(store, dir, source)
                .video(60)
                .audio(1, "eng", null, new Rational(1, 10), 1)
                .metadata(0, "A title")
                .rendition("main", TestingJob.x264(320, 176, 30));
    }

    @Test
    void what_an_attempt_published_before_it_was_cut_off_is_taken_unless_it_is_not_what_was_published()
            throws Exception {
        MergeReport report = ((TaskResult.Merged) job.merge()).report();
        store.deletePrefix(ObjectKeys.encodes(TestingJob.JOB));

        assertThat(((TaskResult.Merged) job.mergeAgain()).report()).isEqualTo(report);

        Path other = Files.write(
                dir.resolve("other"), new byte[(int) report.outputs().get(0).bytes()]);
        store.upload(report.outputs().get(0).key(), other, "video/mp4");
        assertThat(job.mergeAgain())
                .as("it is made again, for which its encodes are missing")
                .isInstanceOf(TaskResult.Rejected.class);
    }

    @Test
    void a_verified_file_and_its_report_are_objects() throws Exception {
        MergeReport report = ((TaskResult.Merged) job.merge()).report();
        assertThat(report.checks()).isNotEmpty().allMatch(MergeReport.Check::passed);
        OutputFile output = report.outputs().get(0);
        Path file = dir.resolve("output.mp4");
        store.download(store.ref(output.key()), file);
        assertThat(Files.size(file)).isEqualTo(output.bytes());
        assertThat(TestingMedia.frameNumbers(file, dir))
                .isEqualTo(IntStream.range(0, 120).boxed().toList());
        try (InputStream in = store.open(store.ref("output/job/report.json"), 0)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Messages.read(json, MergeReport.class)).isEqualTo(report);
        }
    }

    @Test
    void an_object_that_is_gone_is_done_again_alone() throws Exception {
        store.deletePrefix(job.output("chunk-main-00001").key());
        assertThat(((TaskResult.Rejected) job.merge()).rejections())
                .extracting(TaskEvent.Rejection::taskId)
                .containsExactly("chunk-main-00001");
        assertThat(store.list("output/")).isEmpty();
    }
}
