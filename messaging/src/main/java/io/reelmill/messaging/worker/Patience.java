package io.reelmill.messaging.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Tries until it works: an outage of a server costs time, never a task. */
final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    private final Duration pause;
    private final BooleanSupplier givenUp;

    /**
     * @param pause time between attempts
     * @param givenUp whether to stop trying
     */
    Patience(Duration pause, BooleanSupplier givenUp) {
        this.pause = pause;
        this.givenUp = givenUp;
    }

    /** Something that needs a server. */
    interface Call<T> {
        T run() throws Exception;
    }

    /** The first result; an InterruptedException once given up. Logs the first failure and the recovery only. */
    <T> T until(String what, Call<T> call) throws InterruptedException {
        for (long failures = 0; ; failures++) {
            if (givenUp.getAsBoolean()) {
                throw new InterruptedException("gave up: " + what);
            }
            try {
                T result = call.run();
                if (failures > 0) {
                    LOG.infof("%s: works after %d failures", what, failures);
                }
                return result;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (failures == 0) {
                    LOG.warnf("%s: not yet, trying on: %s", what, e.toString());
                }
                Thread.sleep(pause.toMillis());
            }
        }
    }
}
