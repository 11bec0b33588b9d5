package io.reelmill.gateway.events;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.memory.PlanRouter;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.messaging.kafka.Persistently;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Lets reported events happen, one after the other, each as often as it takes: while the database is away the channel
 * waits and nothing is lost. What cannot be understood, or cannot happen, goes to the dead letters and stops nothing.
 */
@ApplicationScoped
class EventConsumer {

    private static final Logger LOG = Logger.getLogger(EventConsumer.class);
    private static final int TRIES_OF_THE_IMPOSSIBLE = 3;

    private final JobService jobs;
    private final PlanRouter router;
    private final DeadLetters deadLetters;
    private final Clock clock;

    EventConsumer(JobService jobs, PlanRouter router, DeadLetters deadLetters, Clock clock) {
        this.jobs = jobs;
        this.router = router;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    @Incoming("events")
    Uni<Void> consume(ConsumerRecord<String, String> message) {
        TaskEvent event;
        try {
            event = TaskEvents.read(message.value());
        } catch (Messages.UndecodableMessageException e) {
            LogKeys.of(message.key())
                    .during(() -> LOG.errorf(
                            "Undecodable event at %s-%d@%d: %s",
                            message.topic(), message.partition(), message.offset(), e.getMessage()));
            return bury(message, e.getMessage());
        }
        TaskAttempt task = event.task();
        LogKeys keys = LogKeys.of(task.jobId(), task.taskId(), task.attempt());
        return happen(event)
                .onFailure(JobNotFoundException.class)
                .recoverWithUni(gone -> {
                    keys.during(() -> LOG.infof("Job %s is gone; its event is ignored", task.jobId()));
                    return Uni.createFrom().voidItem();
                })
                .onFailure()
                .recoverWithUni(failure -> {
                    keys.during(() -> LOG.errorf(failure, "An event of job %s cannot happen", task.jobId()));
                    return bury(message, failure.toString());
                });
    }

    private Uni<Void> happen(TaskEvent event) {
        return Persistently.attempt(() -> decided(event), StoreUnavailableException.class)
                .onFailure(failure -> !(failure instanceof JobNotFoundException))
                .retry()
                .atMost(TRIES_OF_THE_IMPOSSIBLE)
                .replaceWithVoid();
    }

    private Uni<Decision> decided(TaskEvent event) {
        return router.routed(event)
                .flatMap(routed ->
                        jobs.handle(event.task().jobId(), new JobEvent.WorkerReported(clock.instant(), routed)));
    }

    private Uni<Void> bury(ConsumerRecord<String, String> message, String cause) {
        return Persistently.attempt(() -> deadLetters.keep(message, cause), Throwable.class);
    }
}
