package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.KafkaConfig;
import io.reelmill.messaging.kafka.TestingKafkaConfig;
import io.reelmill.messaging.kafka.TestingProvisioner;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A queue on a real broker: what is handed out, to whom, and how often. */
class QueueConsumerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static String brokers;

    private final List<QueueConsumer> consumers = new ArrayList<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        brokers = LocalServers.shared(Server.KAFKA).endpoints().kafkaBootstrapServers();
    }

    @AfterEach
    void stop() {
        consumers.forEach(QueueConsumer::stop);
    }

    @Test
    void a_record_is_handed_to_one_slot_and_never_again_while_its_task_runs() throws Exception {
        provision(WorkQueue.SMALL, Duration.ofSeconds(60));
        CountDownLatch release = new CountDownLatch(1);
        open(WorkQueue.SMALL, Duration.ofSeconds(90), message -> {
            delivered.add(message);
            release.await();
        });
        send(WorkQueue.SMALL, "long");
        await().atMost(PATIENCE).until(() -> delivered.contains("long"));

        open(WorkQueue.SMALL, Duration.ofSeconds(90), delivered::add);
        send(WorkQueue.SMALL, "next");
        await().atMost(PATIENCE).until(() -> delivered.contains("next"));
        release.countDown();
        send(WorkQueue.SMALL, "last");

        await().atMost(PATIENCE).until(() -> delivered.contains("last"));
        assertThat(delivered).containsExactly("long", "next", "last");
    }

    @Test
    void a_task_longer_than_poll_interval_and_lock_runs_once_and_its_worker_takes_the_next() throws Exception {
        Duration tooShort = Duration.ofSeconds(15);
        provision(WorkQueue.STANDARD, tooShort);
        Set<String> claimed = ConcurrentHashMap.newKeySet();
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch cameBack = new CountDownLatch(1);
        QueueConsumer.Handler worker = message -> {
            delivered.add(message.value());
            if (!claimed.add(message.value())) {
                cameBack.countDown();
            } else if (message.value().equals("long")) {
                // The encode lasts until the broker has lost patience with its holder.
                assertThat(cameBack.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
                ran.add(message.value());
            } else {
                ran.add(message.value());
            }
        };
        openRaw(WorkQueue.STANDARD, Duration.ofSeconds(5), worker);
        send(WorkQueue.STANDARD, "long");
        await().atMost(PATIENCE).until(() -> delivered.contains("long"));
        QueueConsumer other = openRaw(WorkQueue.STANDARD, Duration.ofSeconds(5), worker);

        await().atMost(PATIENCE).until(() -> ran.contains("long"));
        other.stop();
        send(WorkQueue.STANDARD, "next");

        await().atMost(PATIENCE).until(() -> ran.contains("next"));
        assertThat(ran).containsExactly("long", "next");
    }

    @Test
    void any_number_of_slots_share_one_queue() throws Exception {
        provision(WorkQueue.LARGE, Duration.ofSeconds(60));
        Map<Integer, Integer> counts = new ConcurrentHashMap<>();
        CountDownLatch allBusy = new CountDownLatch(4);
        for (int slot = 0; slot < 4; slot++) {
            int me = slot;
            open(WorkQueue.LARGE, Duration.ofSeconds(90), message -> {
                counts.merge(me, 1, Integer::sum);
                allBusy.countDown();
                allBusy.await();
            });
        }
        for (int i = 0; i < 4; i++) {
            send(WorkQueue.LARGE, "work-" + i);
        }

        assertThat(allBusy.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(counts.values()).containsExactly(1, 1, 1, 1);
    }

    /** Does something with a message. */
    private interface Task {
        void run(String message) throws InterruptedException;
    }

    private void open(WorkQueue queue, Duration pollInterval, Task task) {
        openRaw(queue, pollInterval, message -> task.run(message.value()));
    }

    private QueueConsumer openRaw(WorkQueue queue, Duration pollInterval, QueueConsumer.Handler handler) {
        QueueConsumer consumer = new QueueConsumer(brokers, queue, pollInterval, handler);
        consumers.add(consumer);
        Thread thread = new Thread(consumer, "slot-" + consumers.size());
        thread.setDaemon(true);
        thread.start();
        return consumer;
    }

    private static void provision(WorkQueue queue, Duration lock) throws Exception {
        KafkaConfig config = new TestingKafkaConfig(lock);
        TestingProvisioner.of(config, brokers).ensure(List.of(queue));
        // The broker's answer may come before its own metadata has followed.
        await().atMost(PATIENCE)
                .until(() ->
                        TestingProvisioner.of(config, brokers).recordLock(queue).equals(lock));
    }

    private static void send(WorkQueue queue, String message) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(queue.topic(), message)).get();
        }
    }
}
