package io.reelmill.cli.progress;

import io.reelmill.cli.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Draws progress on standard error: redrawn in place on a terminal, otherwise one line for each change of state and one
 * every ten seconds. Thread-safe.
 */
public final class Display implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 200;
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Clock clock;
    private final List<JobProgress> jobs;
    private final Map<JobProgress, String> told = new HashMap<>();
    private final ScheduledExecutorService timer;
    private Instant toldAt = Instant.EPOCH;
    private int drawn;

    /** Draws the given progress until it is closed. */
    public Display(Terminal terminal, Clock clock, List<JobProgress> jobs) {
        this.terminal = terminal;
        this.clock = clock;
        this.jobs = List.copyOf(jobs);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleAtFixedRate(this::draw, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Draws the last state and ends. */
    @Override
    public void close() {
        timer.shutdownNow();
        draw();
        synchronized (this) {
            drawn = 0;
        }
    }

    private synchronized void draw() {
        if (terminal.interactive()) {
            redraw();
        } else {
            tell();
        }
    }

    private void redraw() {
        List<String> lines = new ArrayList<>();
        jobs.forEach(job -> lines.addAll(job.lines(clock.instant(), terminal.columns())));
        StringBuilder frame = new StringBuilder(drawn > 0 ? "\033[" + drawn + "A" : "");
        lines.forEach(line -> frame.append('\r').append(line).append("\033[K\n"));
        frame.append("\033[J");
        terminal.err().print(frame);
        terminal.err().flush();
        drawn = lines.size();
    }

    private void tell() {
        Instant now = clock.instant();
        boolean due = Duration.between(toldAt, now).compareTo(PLAIN_INTERVAL) >= 0;
        for (JobProgress job : jobs) {
            if (!job.state().equals(told.get(job)) || (due && !job.detail(now).equals(job.state()))) {
                tell(job, now);
            }
        }
        toldAt = due ? now : toldAt;
    }

    private void tell(JobProgress job, Instant now) {
        told.put(job, job.state());
        terminal.err().println(job.detail(now));
    }
}
