package io.reelmill.messaging.queue;

import io.reelmill.common.job.WorkQueue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The readers of a worker: as many for each queue as it has slots, so that any queue may fill all of them. Thread-safe. */
public final class QueueReaders {

    private final SlotGate gate;
    private final List<QueueReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * @param queues queues to read
     * @param slots readers of each queue
     * @param gate the slots
     * @param work does what records ask for
     * @param fatal told of what no reader survives
     */
    public QueueReaders(
            Collection<WorkQueue> queues,
            int slots,
            QueueSettings settings,
            SlotGate gate,
            RecordWork work,
            Consumer<Throwable> fatal) {
        this.gate = gate;
        for (int slot = 1; slot <= slots; slot++) {
            for (WorkQueue queue : queues) {
                QueueReader reader = new QueueReader(queue, settings, gate, work, InstantSource.system());
                Thread thread =
                        new Thread(reader, "%s-%d".formatted(queue.name().toLowerCase(), slot));
                thread.setDaemon(true);
                thread.setUncaughtExceptionHandler((dead, error) -> fatal.accept(error));
                readers.add(reader);
                threads.add(thread);
            }
        }
    }

    /** Begins to look for records. */
    public void start() {
        threads.forEach(Thread::start);
    }

    /** Takes no further record; what runs goes on. */
    public void stop() {
        readers.forEach(QueueReader::stop);
        gate.close();
    }

    /** Waits for what runs to be done and acknowledged; false when it took too long. */
    public boolean await(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }

    /** Gives back what still runs. */
    public void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    /** Whether every reader turns; false when one is stuck in its client for longer than the patience, or dead. */
    public boolean turn(Duration patience) {
        return readers.stream().allMatch(r -> r.state().turns(patience));
    }

    /** Whether every reader can be given records. */
    public boolean work() {
        return readers.stream().allMatch(r -> r.state().works());
    }

    /** Whether each queue was asked for records once. */
    public boolean haveStarted() {
        return readers.stream().map(r -> r.state().queue()).distinct().allMatch(queue -> readers.stream()
                .anyMatch(r -> r.state().queue() == queue && r.state().hasPolled()));
    }
}
