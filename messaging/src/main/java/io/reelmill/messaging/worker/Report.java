package io.reelmill.messaging.worker;

import io.reelmill.common.Topics;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.messaging.kafka.Hopeless;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** What is told of an attempt that has ended, until the broker has it. */
final class Report {

    private static final Logger LOG = Logger.getLogger(Report.class);

    private final BooleanSupplier unwanted;
    private TaskEvent event;
    private boolean reduced;

    /**
     * @param event what is to be told
     * @param unwanted whether it would change nothing any more
     */
    Report(TaskEvent event, BooleanSupplier unwanted) {
        this.event = event;
        this.unwanted = unwanted;
    }

    /** Returns when the broker has stored the event. */
    interface Publication {
        void send(TaskEvent event) throws Exception;
    }

    /** What is told now. */
    TaskEvent event() {
        return event;
    }

    /**
     * Returns when it is told, or need not be. When it fails it should be tried again: of what the broker will never take, that
     * alone is told from then on.
     */
    Void attempt(Publication publication) throws Exception {
        try {
            publication.send(event);
        } catch (Exception failure) {
            if (unwanted.getAsBoolean()) {
                LOG.infof("Nobody waits for the report any more, which could not be sent: %s", failure);
                return null;
            }
            if (!reduced && Hopeless.is(failure)) {
                reduce(failure);
            }
            throw failure;
        }
        return null;
    }

    private void reduce(Exception failure) {
        String why = "its report, a %s of %d bytes, cannot be put into %s: %s"
                .formatted(
                        event.getClass().getSimpleName(),
                        Messages.write(event).getBytes(StandardCharsets.UTF_8).length,
                        Topics.EVENTS,
                        failure.getMessage());
        LOG.errorf("The attempt failed: %s", why);
        event = new TaskEvent.TaskFailed(TaskEvent.SCHEMA, event.task(), event.stats(), Outcome.INTERNAL, null, why);
        reduced = true;
    }
}
