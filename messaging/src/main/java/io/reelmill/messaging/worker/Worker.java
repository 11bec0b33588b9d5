package io.reelmill.messaging.worker;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.KafkaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts and stops what makes a service a worker; does nothing in a service that has no {@link TaskRunner}. */
@ApplicationScoped
class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** How much longer than the record's lock a member may stay away from its poll loop. */
    private static final Duration POLL_MARGIN = Duration.ofMinutes(5);

    private final Instance<TaskRunner> runner;
    private final WorkerParts parts;
    private final KafkaConfig kafka;
    private final WorkerConfig config;
    private final String bootstrapServers;

    private final List<QueueConsumer> consumers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean stopping;

    Worker(
            Instance<TaskRunner> runner,
            WorkerParts parts,
            KafkaConfig kafka,
            WorkerConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.runner = runner;
        this.parts = parts;
        this.kafka = kafka;
        this.config = config;
        this.bootstrapServers = bootstrapServers;
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
        long beat = config.heartbeat().toMillis();
        clock.scheduleAtFixedRate(() -> parts.heartbeats().beat(stopping), 0, beat, TimeUnit.MILLISECONDS);
        threads.submit(this::takeWork);
    }

    private void takeWork() {
        Identity identity = parts.identity();
        Patience patience = new Patience(kafka.retryInterval(), () -> stopping);
        try {
            patience.until("topics", () -> {
                parts.topics().ensure(identity.queues());
                parts.control().attach();
                return null;
            });
        } catch (InterruptedException e) {
            return;
        }
        threads.submit(parts.control()::listen);
        SlotGate gate = new SlotGate(identity.slots(), identity.memoryBytes());
        for (WorkQueue queue : identity.queues()) {
            for (int slot = 0; slot < identity.slots() && !stopping; slot++) {
                consume(queue, gate, patience);
            }
        }
        LOG.infof("%s takes work from %s in %d slots", identity.workerId(), identity.queues(), identity.slots());
    }

    private void consume(WorkQueue queue, SlotGate gate, Patience patience) {
        QueueConsumer consumer = new QueueConsumer(
                bootstrapServers, queue, kafka.recordLock().plus(POLL_MARGIN), message -> parts.records()
                        .handle(message, gate, patience));
        consumers.add(consumer);
        threads.submit(() -> {
            try {
                consumer.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "A slot of %s failed and is opened anew", queue);
                consumers.remove(consumer);
                if (!stopping) {
                    clock.schedule(
                            () -> consume(queue, gate, patience),
                            kafka.retryInterval().toMillis(),
                            TimeUnit.MILLISECONDS);
                }
            }
        });
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        stopTaking();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopTaking();
        parts.running().stopAll(Outcome.DRAINED);
        threads.shutdown();
        if (!threads.awaitTermination(config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Slots did not hand back their tasks in time; their records come back by themselves");
            threads.shutdownNow();
        }
        clock.shutdownNow();
    }

    private void stopTaking() {
        stopping = true;
        consumers.forEach(QueueConsumer::stop);
        parts.control().stop();
    }
}
