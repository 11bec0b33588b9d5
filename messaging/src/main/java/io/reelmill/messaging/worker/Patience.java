package io.reelmill.messaging.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Tries until it works: an outage of a server costs time, never a task. */
final class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);

    /** Doublings until the longest pause is reached. */
    private static final int DOUBLINGS = 5;

    private final Duration firstPause;
    private final BooleanSupplier givenUp;
    private final RandomGenerator random;

    /**
     * @param firstPause time between the first two attempts; it doubles up to 32 times as much, and each pause is a
     *     random part between half and all of it, so that those who wait for one server do not come together
     * @param givenUp whether to stop trying
     */
    Patience(Duration firstPause, BooleanSupplier givenUp, RandomGenerator random) {
        this.firstPause = firstPause;
        this.givenUp = givenUp;
        this.random = random;
    }

    /** Something that needs a server. */
    interface Call<T> {
        T run() throws Exception;
    }

    /** The first result; an InterruptedException once given up. Logs the first failure and the recovery only. */
    <T> T until(String what, Call<T> call) throws InterruptedException {
        for (int failures = 0; ; failures++) {
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
                Thread.sleep(pause(failures).toMillis());
            }
        }
    }

    /** Before the attempt that follows so many failures after the first. */
    Duration pause(int failures) {
        long longest = firstPause.toMillis() << Math.min(failures, DOUBLINGS);
        return Duration.ofMillis(longest - (long) (random.nextDouble() * longest / 2));
    }
}
