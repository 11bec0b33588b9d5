package io.reelmill.media.run;

import io.reelmill.media.memory.MemoryDeath;
import io.reelmill.media.memory.ProcessEnd;
import io.reelmill.media.memory.WatchedChild;
import io.reelmill.media.run.RunResult.Ending;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One ffmpeg while it runs. Thread-safe. */
public final class FfmpegRun {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_PER_SAMPLE = 5;

    private final Child child;
    private final WatchedChild memory;
    private final ProgressParser parser;
    private final ErrorLog log;
    private final Watchdog watchdog;
    private final Consumer<RunProgress> progress;
    private final LongSupplier nanoTime;
    private final long startedAt;
    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean cancelled;
    private volatile RunResult result;

    FfmpegRun(
            Child child,
            WatchedChild memory,
            ProgressParser parser,
            ErrorLog log,
            RunLimits limits,
            Consumer<RunProgress> progress,
            LongSupplier nanoTime) {
        this.child = child;
        this.memory = memory;
        this.parser = parser;
        this.log = log;
        this.watchdog = new Watchdog(limits);
        this.progress = progress;
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
        Thread supervisor = new Thread(this::supervise, "ffmpeg-supervisor");
        supervisor.setDaemon(true);
        supervisor.start();
    }

    /**
     * Waits for the end.
     *
     * @throws InterruptedException when the calling thread is told to stop; the process is killed then
     */
    public RunResult await() throws InterruptedException {
        try {
            done.await();
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
        return result;
    }

    /** Kills the process; {@link #await()} returns within two seconds. Without effect after the end. */
    public void cancel() {
        if (result == null) {
            cancelled = true;
            child.kill();
        }
    }

    /** Process id of ffmpeg, 0 until it is known. */
    public long pid() {
        return child.pid();
    }

    private void supervise() {
        int exitCode = -1;
        try {
            for (int tick = 1; !child.waitFor(TICK); tick++) {
                observe(tick % TICKS_PER_SAMPLE == 1);
            }
            exitCode = child.exitCode();
        } catch (InterruptedException e) {
            child.kill();
            cancelled = true;
        } finally {
            result = result(exitCode);
            done.countDown();
        }
    }

    private void observe(boolean sample) {
        if (cancelled) {
            child.kill();
        }
        switch (watchdog.observe(
                elapsed(),
                parser.frames(),
                parser.outTimeMicros(),
                child.cpuNow().orElse(Duration.ZERO))) {
            case TERMINATE -> child.terminate();
            case KILL -> child.kill();
            case NONE -> {}
        }
        if (sample) {
            sample();
        }
    }

    private void sample() {
        progress.accept(new RunProgress(parser.frames(), parser.outTimeMicros(), memory.look()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
    }

    private RunResult result(int exitCode) {
        Ending ending = cancelled ? Ending.CANCELLED : watchdog.ending();
        MemoryDeath death = memory.ended(
                        new ProcessEnd(exitCode, ending != Ending.EXITED, log.refused(), log.maxResidentBytes()))
                .orElse(null);
        return new RunResult(
                exitCode,
                ending,
                log.tail(),
                log.complaints(),
                log.readErrors(),
                log.corruptPackets(),
                log.full(),
                elapsed(),
                child.cpu(),
                memory.peakBytes(),
                parser.frames(),
                death);
    }
}
