package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Topics;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.common.plan.Rational;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on real Kafka, Redis and S3: the encodes of a job in storage, a work item in, one event out. */
@QuarkusTest
@QuarkusTestResource(MergeServers.class)
class MergeServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int FRAMES = 240;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @Inject
    ObjectStore store;

    @TempDir
    Path dir;

    private final String jobId = UUID.randomUUID().toString();

    @Test
    void encodes_in_storage_become_one_proven_film_and_its_report() throws Exception {
        TestingJob job = encoded();

        TaskEvent event = eventAfter(job.item());

        assertThat(event).isInstanceOf(TaskEvent.JobMerged.class);
        MergeReport report = ((TaskEvent.JobMerged) event).report();
        assertThat(report.checks()).isNotEmpty().allMatch(MergeReport.Check::passed);
        assertThat(report.outputs()).extracting(OutputFile::frames).containsExactly((long) FRAMES);
        assertThat(report.outputs()).extracting(OutputFile::audioTracks).containsExactly(1);
        Path film = dir.resolve("film.mp4");
        store.download(store.ref(report.outputs().get(0).key()), film);
        assertThat(TestingMedia.frameNumbers(film, dir))
                .isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
        Path told = dir.resolve("report.json");
        store.download(store.ref(ObjectKeys.report(jobId)), told);
        assertThat(Messages.read(Files.readString(told), MergeReport.class)).isEqualTo(report);
    }

    @Test
    void chunks_in_each_others_places_and_a_missing_one_are_all_named_and_nothing_is_published() throws Exception {
        TestingJob job = encoded();
        Path first = stored("00000");
        Path second = stored("00001");
        job.store("chunk-main-00000", ObjectKeys.chunk(jobId, "main", "00000", 1), second);
        job.store("chunk-main-00001", ObjectKeys.chunk(jobId, "main", "00001", 1), first);
        store.deletePrefix(ObjectKeys.chunk(jobId, "main", "00003", 1));

        TaskEvent event = eventAfter(job.item());

        assertThat(event).isInstanceOf(TaskEvent.EncodesRejected.class);
        assertThat(((TaskEvent.EncodesRejected) event).rejections())
                .extracting(TaskEvent.Rejection::taskId)
                .containsExactlyInAnyOrder("chunk-main-00000", "chunk-main-00001", "chunk-main-00003");
        assertThat(store.stat(store.ref(ObjectKeys.report(jobId)))).isEmpty();
        assertThat(store.stat(store.ref(ObjectKeys.output(jobId, "main.mp4")))).isEmpty();
    }

    /** Four chunks of two seconds and one track of sound. */
    private TestingJob encoded() {
        Path source = dir.resolve("source.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.picture("30"),
                "-f lavfi -i sine=frequency=440:duration=8 -frames:v",
                FRAMES,
                "-c:v libx264 -preset veryfast -g 48 -c:a aac -ac 2 -ar 48000",
                TestingMedia.word(source.toString()));
        return new TestingJob(jobId, store, dir, source)
                .video(60)
                .audio(1, "eng", null, new Rational(0, 1), 2)
                .rendition("main", TestingJob.x264(320, 176, 30));
    }

    private Path stored(String chunk) {
        Path file = dir.resolve("stored-" + chunk + ".mp4");
        store.download(store.ref(ObjectKeys.chunk(jobId, "main", chunk, 1)), file);
        return file;
    }

    private TaskEvent eventAfter(WorkItem item) throws Exception {
        AtomicReference<TaskEvent> found = new AtomicReference<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", brokers, "group.id", jobId, "auto.offset.reset", "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer());
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            consumer.subscribe(List.of(Topics.EVENTS));
            producer.send(new ProducerRecord<>(WorkQueue.MERGE.topic(), jobId, Messages.write(item)))
                    .get();
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofMillis(200))) {
                    if (jobId.equals(message.key())) {
                        found.set(Messages.read(message.value(), TaskEvent.class));
                    }
                }
                return found.get() != null;
            });
        }
        return found.get();
    }
}
