package io.reelmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.RedisKeys;
import io.reelmill.common.Topics;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.TestingTools;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on real Kafka, Redis and S3, with real encodes. */
@QuarkusTest
@QuarkusTestResource(WorkerServers.class)
class TranscodeServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Rational TICKS = new Rational(1, 12800);
    private static final long TICKS_PER_FRAME = 512;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @Inject
    ObjectStore store;

    @Inject
    RedisDataSource redis;

    @TempDir
    Path directory;

    private final String jobId = UUID.randomUUID().toString();
    private KafkaProducer<String, String> producer;

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer());
    }

    @AfterEach
    void close() {
        producer.close();
    }

    @Test
    void a_chunk_is_encoded_counted_stored_and_reported() throws Exception {
        makeSource(4, 100);
        send(chunk("chunk-180p-00000", new Chunk(0, 50, 50, 50 * TICKS_PER_FRAME, 100 * TICKS_PER_FRAME, 0L)));

        TaskEvent.TaskSucceeded done = (TaskEvent.TaskSucceeded) event("chunk-180p-00000");

        assertThat(done.output().frames()).isEqualTo(50);
        assertThat(done.output().initSha256()).hasSize(64);
        assertThat(done.stats().cpuMillis()).isPositive();
        assertThat(done.stats().averageBytes())
                .isPositive()
                .isLessThanOrEqualTo(done.stats().peakBytes());
        assertThat(done.stats().limitBytes()).isGreaterThan(done.stats().peakBytes());
        assertThat(store.stat(store.ref(done.output().key()))).hasValueSatisfying(object -> {
            assertThat(object.bytes()).isEqualTo(done.output().bytes());
            assertThat(object.metadata()).containsEntry("decode-errors", "0");
        });
    }

    @Test
    void a_chunk_with_other_frames_than_planned_fails_with_both_numbers() throws Exception {
        makeSource(4, 100);
        send(chunk("chunk-180p-00000", new Chunk(0, 50, 49, 50 * TICKS_PER_FRAME, 100 * TICKS_PER_FRAME, 0L)));

        TaskEvent.TaskFailed failed = (TaskEvent.TaskFailed) event("chunk-180p-00000");

        assertThat(failed.outcome()).isEqualTo(Outcome.VERIFY_FAILED);
        assertThat(failed.detail()).contains("49 frames planned").contains("50 encoded");
    }

    @Test
    void a_whole_audio_track_is_encoded() throws Exception {
        makeSource(4, 100);
        send(audio("audio-0"));

        TaskEvent.TaskSucceeded done = (TaskEvent.TaskSucceeded) event("audio-0");

        assertThat(done.output().bytes()).isGreaterThan(10_000);
    }

    @Test
    void cancel_reaches_a_running_encode_and_its_progress_is_seen_before() throws Exception {
        makeSource(120, 3000);
        VideoSettings slow =
                new VideoSettings(VideoCodec.H264, "veryslow", 1280, 720, 10.0, null, null, null, "yuv420p", 50, false);
        send(chunk("chunk-big-00000", new Chunk(0, 0, 3000, 0, 3000 * TICKS_PER_FRAME, null), slow));
        await().atMost(PATIENCE).until(() -> running("chunk-big-00000"));
        await().atMost(PATIENCE)
                .until(() -> redis.hash(String.class).hget(RedisKeys.frames(jobId), "chunk-big-00000") != null);

        assertThat(encoders()).isNotEmpty();
        producer.send(new ProducerRecord<>(Topics.CONTROL, Messages.write(Control.stopJob(jobId))))
                .get();

        await().atMost(Duration.ofSeconds(2)).until(() -> encoders().isEmpty());
        await().atMost(Duration.ofSeconds(10)).until(() -> !running("chunk-big-00000"));
        TaskEvent.TaskFailed failed = (TaskEvent.TaskFailed) event("chunk-big-00000");
        assertThat(failed.outcome()).isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void what_is_not_a_work_item_becomes_a_dead_letter_and_stops_nothing() throws Exception {
        producer.send(new ProducerRecord<>(WorkQueue.STANDARD.topic(), jobId, "{\"kind\":\"nonsense\""))
                .get();

        ConsumerRecord<String, String> letter = record(Topics.DEAD_LETTERS, message -> jobId.equals(message.key()));

        assertThat(new String(
                        letter.headers().lastHeader(DeadLetters.TOPIC_HEADER).value(), StandardCharsets.UTF_8))
                .isEqualTo(WorkQueue.STANDARD.topic());
        assertThat(letter.headers().lastHeader(DeadLetters.CAUSE_HEADER)).isNotNull();
    }

    /** Processes of ffmpeg that this service has. */
    private static List<ProcessHandle> encoders() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/ffmpeg"))
                .toList();
    }

    private boolean running(String task) {
        return redis.sortedSet(String.class).zrange(RedisKeys.WORKERS, 0, -1).stream()
                .map(id -> redis.value(String.class).get(RedisKeys.worker(id)))
                .filter(java.util.Objects::nonNull)
                .map(json -> Messages.read(json, Heartbeat.class))
                .anyMatch(beat -> beat.runs(jobId, task, 1));
    }

    private String source() {
        return "raw/" + jobId + "/source";
    }

    private void makeSource(int seconds, int frames) throws Exception {
        Path file = directory.resolve("source.mp4");
        List<String> arguments = List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x180:rate=25:duration=" + seconds,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=" + seconds,
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-g",
                "25",
                "-frames:v",
                String.valueOf(frames),
                "-c:a",
                "aac",
                "-y",
                file.toString());
        TestingTools.ffmpeg(arguments);
        store.upload(source(), file, "video/mp4");
    }

    @Test
    void what_a_lost_worker_had_stored_is_taken_and_what_is_broken_is_not() throws Exception {
        makeSource(4, 100);
        Chunk second = new Chunk(1, 50, 50, 50 * TICKS_PER_FRAME, 100 * TICKS_PER_FRAME, 0L);
        send(chunk("chunk-180p-00001", second));
        TaskEvent.TaskSucceeded first = (TaskEvent.TaskSucceeded) event("chunk-180p-00001");
        Path whole = directory.resolve("whole.mp4");
        store.download(store.ref(first.output().key()), whole);
        Path half = directory.resolve("half.mp4");
        Files.write(half, Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) / 2));
        store.upload(ObjectKeys.chunk(jobId, "180p", "00001a", 2), half, "video/mp4");
        store.upload(ObjectKeys.chunk(jobId, "180p", "00001a", 1), whole, "video/mp4", Map.of("decode-errors", "3"));

        Chunk same = new Chunk(1, 50, 50, second.startPts(), second.endPts(), second.seekPts(), List.of(), "a");
        WorkItem item = chunk("chunk-180p-00001a", same);
        send(new WorkItem(1, jobId, item.taskId(), 3, item.queue(), item.predictedBytes(), item.work(), List.of(2, 1)));

        TaskEvent.TaskSucceeded adopted = (TaskEvent.TaskSucceeded) event("chunk-180p-00001a");
        assertThat(adopted.output().key()).isEqualTo(ObjectKeys.chunk(jobId, "180p", "00001a", 1));
        assertThat(adopted.output().attempt()).isEqualTo(3);
        assertThat(adopted.output().frames()).isEqualTo(50);
        assertThat(adopted.output().decodeErrors()).isEqualTo(3);
        assertThat(adopted.stats().cpuMillis()).isZero();
    }

    @Test
    void a_track_that_a_lost_worker_had_stored_is_taken_and_a_broken_one_is_not() throws Exception {
        makeSource(4, 100);
        WorkItem item = audio("audio-0");
        send(item);
        TaskEvent.TaskSucceeded first = (TaskEvent.TaskSucceeded) event("audio-0");
        Path whole = directory.resolve("whole.mp4");
        store.download(store.ref(first.output().key()), whole);
        Path half = directory.resolve("half.mp4");
        Files.write(half, Arrays.copyOf(Files.readAllBytes(whole), (int) Files.size(whole) / 2));
        store.upload(ObjectKeys.audio(jobId, "audio-1", 2), half, "video/mp4");
        store.upload(ObjectKeys.audio(jobId, "audio-1", 1), whole, "video/mp4");

        send(new WorkItem(1, jobId, "audio-1", 3, item.queue(), item.predictedBytes(), item.work(), List.of(2, 1)));

        TaskEvent.TaskSucceeded adopted = (TaskEvent.TaskSucceeded) event("audio-1");
        assertThat(adopted.output().key()).isEqualTo(ObjectKeys.audio(jobId, "audio-1", 1));
        assertThat(adopted.output().frames()).isEqualTo(first.output().frames());
    }

    private WorkItem audio(String task) {
        AudioTrack track = new AudioTrack(1, "aac", 1, "mono", 44100, "eng", null, true, new Rational(0, 1), 4);
        return new WorkItem(
                1,
                jobId,
                task,
                1,
                WorkQueue.SMALL,
                1 << 20,
                new TaskWork.EncodeAudio(store.ref(source()), track, new AudioSettings(64000, 1, "mono", 44100)));
    }

    private WorkItem chunk(String task, Chunk chunk) {
        return chunk(
                task,
                chunk,
                new VideoSettings(
                        VideoCodec.H264, "ultrafast", 320, 180, 23.0, null, null, null, "yuv420p", 50, false));
    }

    private WorkItem chunk(String task, Chunk chunk, VideoSettings settings) {
        VideoTrack track = new VideoTrack(
                0,
                "h264",
                320,
                180,
                0,
                null,
                "yuv420p",
                8,
                ColorFacts.UNKNOWN,
                false,
                TICKS,
                new Rational(25, 1),
                false,
                100,
                0,
                100 * TICKS_PER_FRAME,
                0,
                VideoTrack.Access.RANDOM);
        return new WorkItem(
                1,
                jobId,
                task,
                1,
                WorkQueue.STANDARD,
                1 << 20,
                new TaskWork.EncodeChunk(store.ref(source()), track, chunk, "180p", settings));
    }

    private void send(WorkItem item) throws Exception {
        producer.send(new ProducerRecord<>(item.queue().topic(), jobId, Messages.write(item)))
                .get();
    }

    private TaskEvent event(String task) {
        ConsumerRecord<String, String> found = record(
                Topics.EVENTS,
                message -> jobId.equals(message.key())
                        && Messages.read(message.value(), TaskEvent.class)
                                .task()
                                .taskId()
                                .equals(task));
        return Messages.read(found.value(), TaskEvent.class);
    }

    private ConsumerRecord<String, String> record(
            String topic, java.util.function.Predicate<ConsumerRecord<String, String>> wanted) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            AtomicReference<ConsumerRecord<String, String>> found = new AtomicReference<>();
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                List<ConsumerRecord<String, String>> batch = new ArrayList<>();
                consumer.poll(Duration.ofMillis(500)).forEach(batch::add);
                batch.stream().filter(wanted).findFirst().ifPresent(found::set);
                return found.get() != null;
            });
            return found.get();
        }
    }
}
