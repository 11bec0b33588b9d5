package io.reelmill.messaging.worker;

import io.reelmill.common.Telemetry;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.message.WorkItem;
import io.reelmill.messaging.kafka.DeadLetters;
import io.reelmill.messaging.kafka.EventPublisher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
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

    RecordHandler(ClaimClient claims, AttemptRunner attempts, EventPublisher events, DeadLetters deadLetters) {
        this.claims = claims;
        this.attempts = attempts;
        this.events = events;
        this.deadLetters = deadLetters;
    }

    /** Returns when everything that the record asked for has happened and is stored; then it is acknowledged. */
    void handle(ConsumerRecord<String, String> message, SlotGate gate, Patience patience) throws InterruptedException {
        WorkItem item;
        try {
            item = Messages.read(message.value(), WorkItem.class);
        } catch (Messages.UndecodableMessageException e) {
            LOG.errorf("Undecodable work on %s: %s", message.topic(), e.getMessage());
            patience.until("dead letter", () -> deadLetters
                    .keep(message.topic(), message.key(), message.value(), e.getMessage())
                    .await()
                    .atMost(PUBLISH_TIMEOUT));
            return;
        }
        MDC.put(Telemetry.JOB_ID, item.jobId());
        MDC.put(Telemetry.TASK, item.taskId());
        MDC.put(Telemetry.ATTEMPT, item.attempt());
        gate.enter(item.predictedBytes());
        try {
            claimAndRun(item, patience);
        } finally {
            gate.leave(item.predictedBytes());
            MDC.clear();
        }
    }

    private void claimAndRun(WorkItem item, Patience patience) throws InterruptedException {
        Claim.Request question = claims.question(item);
        Claim.Response answer = patience.until("claim", () -> claims.ask(question));
        if (answer.verdict() == Claim.Verdict.DROP) {
            LOG.infof("Dropped: %s", answer.reason());
            return;
        }
        LOG.info("Attempt started");
        TaskEvent event = attempts.run(item, Instant.now());
        // A stopping worker still reports: whoever waits for the result should not wait for a time-out.
        new Patience(Duration.ofSeconds(1), () -> false)
                .until("report", () -> events.publish(event).await().atMost(PUBLISH_TIMEOUT));
        LOG.infof("Attempt ended: %s", event.getClass().getSimpleName());
    }
}
