package io.reelmill.messaging.worker;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.reelmill.common.job.Outcome;
import io.reelmill.messaging.kafka.Brokers;
import io.reelmill.messaging.kafka.KafkaConfig;
import io.reelmill.messaging.queue.Need;
import io.reelmill.messaging.queue.QueueReaders;
import io.reelmill.messaging.queue.QueueSettings;
import io.reelmill.messaging.queue.SlotGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Starts and stops what makes a service a worker; does nothing in a service that has no {@link TaskRunner}. */
@ApplicationScoped
class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** How much longer than the record's lock a member may stay away from its poll loop. */
    private static final Duration POLL_MARGIN = Duration.ofMinutes(5);

    /** The control listener notices within half a second that it should stop. */
    private static final Duration LISTENER_END = Duration.ofSeconds(2);

    private final Instance<TaskRunner> runner;
    private final WorkerParts parts;
    private final KafkaConfig kafka;
    private final WorkerConfig config;
    private final Brokers brokers;

    private final FatalErrors fatal = new FatalErrors(Runtime.getRuntime()::halt);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile QueueReaders readers;
    private volatile boolean stopping;

    Worker(Instance<TaskRunner> runner, WorkerParts parts, KafkaConfig kafka, WorkerConfig config, Brokers brokers) {
        this.runner = runner;
        this.parts = parts;
        this.kafka = kafka;
        this.config = config;
        this.brokers = brokers;
    }

    void start(@Observes StartupEvent event) {
        if (runner.isUnsatisfied()) {
            return;
        }
        try {
            parts.scratch().clean();
        } catch (IOException e) {
            throw new UncheckedIOException("scratch space cannot be used", e);
        }
        LastWords.leave(config.terminationMessage(), parts.identity());
        long beat = config.heartbeat().toMillis();
        clock.scheduleAtFixedRate(fatal.guard(this::beat), 0, beat, TimeUnit.MILLISECONDS);
        threads.execute(fatal.guard(this::takeWork));
    }

    private void beat() throws InterruptedException {
        parts.watch().look();
        parts.heartbeats().beat(stopping || parts.recycling().begun());
        if (!stopping && readers != null && parts.recycling().done(readers)) {
            Quarkus.asyncExit(ExitCode.RECYCLED.code());
        }
    }

    private void takeWork() throws InterruptedException {
        Identity identity = parts.identity();
        Patience patience = new Patience(kafka.retryInterval(), () -> stopping, RandomGenerator.getDefault());
        patience.until("topics", () -> {
            parts.topics().ensure(identity.queues());
            parts.control().attach();
            return null;
        });
        threads.execute(fatal.guard(parts.control()::listen));
        startReaders(identity, patience);
        LOG.infof("%s takes work from %s in %d slots", identity.workerId(), identity.queues(), identity.slots());
    }

    private synchronized void startReaders(Identity identity, Patience patience) {
        if (stopping) {
            return;
        }
        QueueSettings settings = new QueueSettings(
                brokers, kafka.recordLock().plus(POLL_MARGIN), kafka.deliveryLimit(), kafka.retryInterval());
        SlotGate gate = new SlotGate(
                identity.slots(),
                new Need(identity.memoryBytes(), parts.scratch().space()));
        TaskRoom room = new TaskRoom(
                gate,
                parts.running(),
                new TaskLimits(config.softLimit(), config.hardLimit()),
                kafka.recordLock(),
                parts.scratch().inMemory());
        readers = new QueueReaders(
                identity.queues(),
                identity.slots(),
                settings,
                gate,
                (message, hold) -> parts.records().handle(message, hold, room, patience),
                fatal::end);
        readers.start();
    }

    /** What reads the queues; empty before the broker first answered. */
    Optional<QueueReaders> readers() {
        return Optional.ofNullable(readers);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopTaking();
        parts.running().stopAll(Outcome.DRAINED);
        if (readers != null && !readers.await(config.drain())) {
            LOG.warn("Slots did not hand back their tasks in time; their records come back by themselves");
            readers.interrupt();
        }
        threads.shutdown();
        if (!threads.awaitTermination(LISTENER_END.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
        clock.shutdownNow();
    }

    private synchronized void stopTaking() {
        stopping = true;
        if (readers != null) {
            readers.stop();
        }
        parts.control().stop();
    }
}
