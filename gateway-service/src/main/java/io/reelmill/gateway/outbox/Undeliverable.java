package io.reelmill.gateway.outbox;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobService;
import io.reelmill.messaging.kafka.DeadLetters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Sets messages aside that no broker will ever take. Their job is told, and among the dead letters stands why; not the
 * message itself, which is no use to anybody and would be refused there as well.
 */
@ApplicationScoped
class Undeliverable {

    private static final Logger LOG = Logger.getLogger(Undeliverable.class);

    private final JobService jobs;
    private final DeadLetters deadLetters;
    private final Clock clock;

    Undeliverable(JobService jobs, DeadLetters deadLetters, Clock clock) {
        this.jobs = jobs;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /** Done when everybody has been told; may be repeated. */
    Uni<Void> setAside(OutboxMessage message, Throwable failure) {
        String why = "a message of %d bytes cannot be put into %s: %s"
                .formatted(
                        message.payload().getBytes(StandardCharsets.UTF_8).length,
                        message.topic(),
                        failure.getMessage());
        Optional<WorkItem> item = item(message);
        LogKeys keys = item.map(i -> LogKeys.of(i.jobId(), i.taskId(), i.attempt()))
                .orElseGet(() -> LogKeys.of(message.key()));
        keys.during(() -> LOG.errorf("Set aside: %s", why));
        Uni<Void> told =
                item.map(i -> tell(i, why, keys)).orElse(Uni.createFrom().voidItem());
        return told.flatMap(done -> deadLetters.keep(message.topic(), message.key(), why));
    }

    private Uni<Void> tell(WorkItem item, String why, LogKeys keys) {
        return jobs.handleOrTell(
                item.jobId(),
                new JobEvent.ReleaseFailed(clock.instant(), item.taskId(), item.attempt(), why),
                failure -> keys.during(() -> LOG.error("The job cannot be told", failure)));
    }

    private static Optional<WorkItem> item(OutboxMessage message) {
        boolean work = Arrays.stream(WorkQueue.values())
                .anyMatch(queue -> queue.topic().equals(message.topic()));
        try {
            return work ? Optional.of(Messages.read(message.payload(), WorkItem.class)) : Optional.empty();
        } catch (Messages.UndecodableMessageException e) {
            return Optional.empty();
        }
    }
}
