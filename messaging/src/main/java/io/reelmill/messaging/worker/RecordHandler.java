package io.reelmill.messaging.worker;

import io.reelmill.common.Telemetry;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.messaging.kafka.EventPublisher;
import io.reelmill.messaging.queue.Hold;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One record from delivery to the moment it may be acknowledged: room, claim, run, report. */
@ApplicationScoped
class RecordHandler {

    private static final Logger LOG = Logger.getLogger(RecordHandler.class);

    /** Longer than a producer's own delivery timeout, after which it says so itself. */
    private static final Duration PUBLISH_TIMEOUT = Duration.ofMinutes(3);

    private final ClaimClient claims;
    private final AttemptRunner attempts;
    private final EventPublisher events;
    private final DeadLetters deadLetters;
    /** A stopping worker still reports: whoever waits for the result should not wait for a time-out. */
    private final Patience reports = new Patience(Duration.ofSeconds(1), () -> false, RandomGenerator.getDefault());

    RecordHandler(ClaimClient claims, AttemptRunner attempts, EventPublisher events, DeadLetters deadLetters) {
        this.claims = claims;
        this.attempts = attempts;
        this.events = events;
        this.deadLetters = deadLetters;
    }

    /** Returns when everything that the record asked for has happened and is stored; then it is acknowledged. */
    void handle(ConsumerRecord<String, String> message, Hold hold, TaskRoom room, Patience patience)
            throws InterruptedException {
        WorkItem item;
        try {
            item = Messages.read(message.value(), WorkItem.class);
        } catch (Messages.UndecodableMessageException e) {
            keep(message, "undecodable: " + e.getMessage(), patience);
            return;
        }
        MDC.put(Telemetry.JOB_ID, item.jobId());
        MDC.put(Telemetry.TASK, item.taskId());
        MDC.put(Telemetry.ATTEMPT, item.attempt());
        RoomWait wait = new RoomWait(claims, claims.question(item), hold);
        try (TaskContext.Registration place = room.enter(item, wait).orElse(null)) {
            if (place != null) {
                wait.end();
                claimAndRun(message, item, room, patience);
            }
        } finally {
            MDC.clear();
        }
    }

    private void claimAndRun(ConsumerRecord<String, String> message, WorkItem item, TaskRoom room, Patience patience)
            throws InterruptedException {
        Claim.Request question = claims.question(item);
        ClaimAnswer answer = patience.until("claim", () -> claims.ask(question));
        if (answer instanceof ClaimAnswer.Refused refused) {
            keep(message, "the gateway refuses the claim: " + refused.detail(), patience);
        } else if (answer instanceof ClaimAnswer.Dropped dropped) {
            LOG.infof("Dropped: %s", dropped.reason());
        } else {
            run(item, room.limits(item));
        }
    }

    private void run(WorkItem item, TaskLimits limits) throws InterruptedException {
        LOG.info("Attempt started");
        try (AttemptRunner.Ended ended = attempts.run(item, limits)) {
            Report report = new Report(ended.event(), ended.unwanted());
            reports.until(
                    "report",
                    () -> report.attempt(event -> events.publish(event).await().atMost(PUBLISH_TIMEOUT)));
            LOG.infof("Attempt ended: %s", report.event().getClass().getSimpleName());
        }
    }

    private void keep(ConsumerRecord<String, String> message, String cause, Patience patience)
            throws InterruptedException {
        LOG.errorf(
                "Work at %s-%d@%d goes to the dead letters, %s",
                message.topic(), message.partition(), message.offset(), cause);
        patience.until(
                "dead letter", () -> deadLetters.keep(message, cause).await().atMost(PUBLISH_TIMEOUT));
    }
}
