package io.reelmill.messaging.queue;

import static org.assertj.core.api.Assertions.fail;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.TestingBrokers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The queue side of a worker. Its tasks last until they are told to end; a message {@code name:12} needs 12 bytes. */
final class TestingWorker implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What it was given, in order; unlike {@link #ran} with what still waits for memory. */
    final List<String> taken = new CopyOnWriteArrayList<>();
    /** What it has done or does, in order. */
    final List<String> ran = new CopyOnWriteArrayList<>();
    /** How often each record had been delivered when it was taken. */
    final Map<String, Integer> deliveries = new ConcurrentHashMap<>();

    /** How often each record was renewed while it waited for memory. */
    final Map<String, Integer> renewals = new ConcurrentHashMap<>();

    private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
    private final SlotGate gate;
    private final QueueReaders readers;

    TestingWorker(String brokers, Duration maxPollInterval, int slots, WorkQueue... queues) {
        this.gate = new SlotGate(slots, new Need(100, 100));
        QueueSettings settings =
                new QueueSettings(TestingBrokers.at(brokers), maxPollInterval, 10, Duration.ofMillis(200));
        this.readers = new QueueReaders(
                List.of(queues), slots, settings, gate, this::handle, error -> fail("a reader died", error));
        readers.start();
    }

    private void handle(ConsumerRecord<String, String> message, Hold hold) throws InterruptedException {
        String name = message.value();
        taken.add(name);
        deliveries.put(name, (int) message.deliveryCount().orElseThrow());
        Need need = new Need(name.contains(":") ? Long.parseLong(name.split(":")[1]) : 0, 0);
        gate.admit(need, PAUSE, () -> {
            hold.renew();
            renewals.merge(name, 1, Integer::sum);
            return true;
        });
        try {
            ran.add(name);
            end(name).await();
        } finally {
            gate.release(need);
        }
    }

    private CountDownLatch end(String name) {
        return ends.computeIfAbsent(name, n -> new CountDownLatch(1));
    }

    /** Lets tasks end, now or when they come. */
    void finish(String... names) {
        for (String name : names) {
            end(name).countDown();
        }
    }

    QueueReaders readers() {
        return readers;
    }

    @Override
    public void close() throws InterruptedException {
        readers.stop();
        readers.interrupt();
        readers.await(Duration.ofSeconds(30));
    }
}
