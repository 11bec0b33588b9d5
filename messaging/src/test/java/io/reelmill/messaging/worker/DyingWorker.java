package io.reelmill.messaging.worker;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.TestingBrokers;
import io.reelmill.messaging.queue.Hold;
import io.reelmill.messaging.queue.Need;
import io.reelmill.messaging.queue.QueueReaders;
import io.reelmill.messaging.queue.QueueSettings;
import io.reelmill.messaging.queue.SlotGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A process that takes one record and does what it says: {@code memory} or {@code class}. */
final class DyingWorker {

    private DyingWorker() {}

    public static void main(String[] args) throws InterruptedException {
        QueueSettings settings =
                new QueueSettings(TestingBrokers.at(args[0]), Duration.ofMinutes(5), 10, Duration.ofSeconds(1));
        FatalErrors fatal = new FatalErrors(Runtime.getRuntime()::halt);
        QueueReaders readers = new QueueReaders(
                List.of(WorkQueue.valueOf(args[1])),
                1,
                settings,
                new SlotGate(1, new Need(1, 1)),
                DyingWorker::die,
                fatal::end);
        readers.start();
        // The readers' threads do not keep the process alive.
        Thread.currentThread().join();
    }

    private static void die(ConsumerRecord<String, String> message, Hold hold) {
        if (message.value().equals("class")) {
            throw new NoClassDefFoundError("io/reelmill/Missing");
        }
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[1 << 20]);
        }
    }
}
