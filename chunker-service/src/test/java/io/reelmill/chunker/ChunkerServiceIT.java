package io.reelmill.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Topics;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.spec.Source;
import io.reelmill.media.TestClips;
import io.reelmill.storage.ObjectStore;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on real Kafka, Redis and S3: a work item in, one event out. */
@QuarkusTest
@QuarkusTestResource(ChunkerServers.class)
class ChunkerServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @Inject
    ObjectStore store;

    @TempDir
    Path directory;

    private final String jobId = UUID.randomUUID().toString();

    @Test
    void aSourceInStorageBecomesAPlan() {
        Path clip = TestClips.clip().frames(500).audio("eng").write(directory.resolve("clip.mp4"));
        String key = ObjectKeys.source(jobId);
        store.upload(key, clip, "video/mp4");

        TaskEvent event = eventAfter(Source.object(null, key, "clip.mp4"));

        assertThat(event).isInstanceOf(TaskEvent.JobPlanned.class);
        JobPlan plan = ((TaskEvent.JobPlanned) event).plan();
        assertThat(plan.facts().video().frames()).isEqualTo(500);
        assertThat(plan.chunks()).hasSize(5);
        assertThat(plan.tasks()).hasSize(6);
    }

    @Test
    void whatIsNoMediaEndsWithItsReason() throws Exception {
        String key = ObjectKeys.source(jobId);
        store.upload(key, Files.writeString(directory.resolve("notes.mp4"), "only words\n"), "video/mp4");

        TaskEvent event = eventAfter(Source.object(null, key, "notes.mp4"));

        assertThat(event).isInstanceOfSatisfying(TaskEvent.TaskFailed.class, failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.BAD_MEDIA);
            assertThat(failed.code()).isEqualTo(FailureCode.NOT_MEDIA);
            assertThat(failed.detail()).contains("text (11 bytes)");
        });
    }

    @Test
    void privateAddressesAreRefused() {
        TaskEvent event = eventAfter(Source.url("http://127.0.0.1:1/secret"));

        assertThat(event).isInstanceOfSatisfying(TaskEvent.TaskFailed.class, failed -> assertThat(failed.code())
                .isEqualTo(FailureCode.SOURCE_FORBIDDEN));
    }

    private TaskEvent eventAfter(Source source) {
        WorkItem item = TestingPlanner.work(jobId, source, 4, false);
        AtomicReference<TaskEvent> found = new AtomicReference<>();
        try (KafkaConsumer<String, String> consumer = consumer();
                KafkaProducer<String, String> producer = producer()) {
            consumer.subscribe(List.of(Topics.EVENTS));
            producer.send(new ProducerRecord<>(WorkQueue.PLAN.topic(), jobId, Messages.write(item)));
            producer.flush();
            await().atMost(PATIENCE).until(() -> {
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

    private KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer());
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "group.id", jobId, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
