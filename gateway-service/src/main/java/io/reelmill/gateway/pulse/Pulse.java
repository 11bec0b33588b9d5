package io.reelmill.gateway.pulse;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats a step at an interval, and at once when woken; never two at a time. A step that fails or hangs is logged once
 * per outage and tried again at the next interval. Thread-safe.
 */
public final class Pulse {

    private static final Logger LOG = Logger.getLogger(Pulse.class);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);

    private final String name;
    private final Duration interval;
    private final Supplier<Uni<Boolean>> step;
    private final ScheduledExecutorService thread;
    private boolean busy;
    private boolean woken;
    private boolean failing;

    /**
     * A pulse that has not begun.
     *
     * @param name of its thread, and in its log
     * @param step gives whether there is more to do at once
     */
    public Pulse(String name, Duration interval, Supplier<Uni<Boolean>> step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** Begins, with a step at once. */
    public void start() {
        thread.scheduleWithFixedDelay(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Asks for a step soon: one that begins after this call. */
    public void wake() {
        onThread(this::beat);
    }

    /** Ends; a step under way is not waited for. */
    public void stop() {
        thread.shutdownNow();
    }

    private void beat() {
        if (busy) {
            woken = true;
            return;
        }
        busy = true;
        woken = false;
        guarded()
                .ifNoItem()
                .after(LONGEST_STEP)
                .fail()
                .subscribe()
                .with(more -> onThread(() -> done(more)), failure -> onThread(() -> failed(failure)));
    }

    private Uni<Boolean> guarded() {
        try {
            return step.get();
        } catch (RuntimeException e) {
            return Uni.createFrom().failure(e);
        }
    }

    private void done(boolean more) {
        busy = false;
        if (failing) {
            LOG.infof("%s works again", name);
            failing = false;
        }
        if (more || woken) {
            beat();
        }
    }

    private void failed(Throwable failure) {
        busy = false;
        if (!failing) {
            LOG.warnf(failure, "%s does not work, trying on", name);
            failing = true;
        }
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debugf("%s has ended", name);
        }
    }
}
