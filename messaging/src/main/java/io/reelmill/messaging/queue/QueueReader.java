package io.reelmill.messaging.queue;

import io.reelmill.common.job.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Looks for records of one queue when it is its turn, and does what they ask for when there is a slot. A record that
 * arrives when the slots are taken is given back at once, unless it has come back so often that the broker might drop it.
 */
final class QueueReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(QueueReader.class);

    /** How long a turn lasts: work that waits is delivered within it. */
    private static final Duration TURN = Duration.ofMillis(300);

    /** How soon a reader notices that it should stop. */
    private static final Duration POLL = Duration.ofMillis(500);

    private final WorkQueue queue;
    private final QueueSettings settings;
    private final SlotGate gate;
    private final RecordWork work;
    private final ReaderState state;

    private volatile boolean stopping;

    QueueReader(WorkQueue queue, QueueSettings settings, SlotGate gate, RecordWork work, InstantSource clock) {
        this.queue = queue;
        this.settings = settings;
        this.gate = gate;
        this.work = work;
        this.state = new ReaderState(queue, clock);
    }

    /** What it does now. */
    ReaderState state() {
        return state;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                readUntilInterrupted();
            }
        } finally {
            state.ended();
        }
    }

    private void readUntilInterrupted() {
        try {
            read();
        } catch (InterruptedException | InterruptException e) {
            // A record in hand stays unacknowledged: closing the connection gave it back.
            if (!stopping) {
                LOG.warnf(e, "A reader of %s was interrupted and is opened anew", queue);
            }
        }
    }

    /** With one consumer, until told to stop or it fails. */
    private void read() throws InterruptedException {
        try (QueueConsumer consumer = new QueueConsumer(settings.brokers(), queue, settings.maxPollInterval())) {
            for (ConsumerRecord<String, String> message = next(consumer); message != null; message = next(consumer)) {
                take(consumer, message);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (Hold.LostException e) {
            LOG.warnf("A reader of %s is opened anew: %s", queue, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "A reader of %s failed and is opened anew", queue);
            state.failed();
            Thread.sleep(settings.retryInterval().toMillis());
        }
    }

    /** The next record; null when told to stop. */
    private ConsumerRecord<String, String> next(QueueConsumer consumer) throws InterruptedException {
        state.idle();
        ConsumerRecord<String, String> message = null;
        if (gate.awaitTurn()) {
            try {
                message = poll(consumer, TURN);
            } finally {
                gate.endTurn();
            }
        }
        while (message == null && !stopping) {
            message = poll(consumer, POLL);
        }
        return message;
    }

    private ConsumerRecord<String, String> poll(QueueConsumer consumer, Duration time) {
        state.polling();
        ConsumerRecord<String, String> message = consumer.poll(time);
        state.polled();
        return message;
    }

    private void take(QueueConsumer consumer, ConsumerRecord<String, String> message) throws InterruptedException {
        if (!gate.tryFill()) {
            if (stopping || !lastChance(message)) {
                consumer.release(message);
                return;
            }
            state.idle();
            gate.fill();
        }
        try {
            state.working();
            work.handle(message, () -> consumer.renew(message));
            consumer.accept(message);
        } finally {
            gate.empty();
        }
    }

    /** Half of the deliveries are left to workers that die. */
    private boolean lastChance(ConsumerRecord<String, String> message) {
        return message.deliveryCount().orElse((short) 1) >= settings.deliveryLimit() / 2;
    }

    /** Takes no further record. */
    void stop() {
        stopping = true;
    }
}
