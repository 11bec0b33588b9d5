package io.reelmill.messaging.worker;

import java.util.function.IntConsumer;
import org.jboss.logging.Logger;

/**
 * Ends the process when an error leaves it in a state that nobody knows: its supervisor starts it anew, and what it ran is
 * handed on. Child processes end with it.
 */
final class FatalErrors {

    private static final Logger LOG = Logger.getLogger(FatalErrors.class);

    private final IntConsumer exit;

    /** @param exit ends the process at once with an exit code, as {@link Runtime#halt} does */
    FatalErrors(IntConsumer exit) {
        this.exit = exit;
    }

    /** Does not return in a process of its own. */
    void end(Throwable error) {
        ExitCode code = error instanceof OutOfMemoryError ? ExitCode.OUT_OF_MEMORY : ExitCode.BROKEN;
        try {
            LOG.fatalf(error, "This worker ends with exit code %d", code.code());
        } finally {
            exit.accept(code.code());
        }
    }

    /** A task whose errors end the process, and whose exceptions are logged. */
    Runnable guard(Task task) {
        return () -> {
            try {
                task.run();
            } catch (InterruptedException e) {
                LOG.debug("Stopped");
            } catch (Exception e) {
                LOG.error("Unexpected", e);
            } catch (Throwable e) {
                end(e);
            }
        };
    }

    /** What a thread of a worker does. */
    interface Task {
        void run() throws Exception;
    }
}
