package io.reelmill.media.run;

import io.reelmill.media.run.RunResult.Ending;
import java.time.Duration;

/** Decides when a run has taken too long; knows nothing of processes or clocks. */
final class Watchdog {

    /** How long a process that was asked to end may take to do so. */
    static final Duration GRACE = Duration.ofSeconds(3);

    /** What to do now. */
    enum Action {
        NONE,
        TERMINATE,
        KILL
    }

    private final RunLimits limits;
    private Ending ending = Ending.EXITED;
    private Duration endedAt;
    private boolean killed;
    private Duration lifeAt = Duration.ZERO;
    private long frames;
    private long outTime;
    private Duration cpu = Duration.ZERO;

    Watchdog(RunLimits limits) {
        this.limits = limits;
    }

    /**
     * @param elapsed time since the start
     * @param framesNow frames written
     * @param outTimeNow output time reached, in microseconds
     * @param cpuNow CPU time used
     */
    Action observe(Duration elapsed, long framesNow, long outTimeNow, Duration cpuNow) {
        life(elapsed, framesNow, outTimeNow, cpuNow);
        if (ending != Ending.EXITED) {
            return elapsed.minus(endedAt).compareTo(GRACE) >= 0 ? kill() : Action.NONE;
        }
        if (elapsed.compareTo(limits.hard()) >= 0) {
            end(Ending.TIMED_OUT, elapsed);
            return kill();
        }
        if (elapsed.compareTo(limits.soft()) >= 0) {
            return end(Ending.TIMED_OUT, elapsed);
        }
        if (limits.stall() != null && elapsed.minus(lifeAt).compareTo(limits.stall()) >= 0) {
            return end(Ending.STALLED, elapsed);
        }
        return Action.NONE;
    }

    private void life(Duration elapsed, long framesNow, long outTimeNow, Duration cpuNow) {
        boolean unseen = limits.copies() || (frames == 0 && outTime == 0);
        boolean works = unseen && cpuNow.compareTo(cpu) > 0;
        if (framesNow > frames || outTimeNow > outTime || works) {
            lifeAt = elapsed;
        }
        frames = Math.max(frames, framesNow);
        outTime = Math.max(outTime, outTimeNow);
        cpu = cpuNow;
    }

    private Action end(Ending reason, Duration elapsed) {
        ending = reason;
        endedAt = elapsed;
        return Action.TERMINATE;
    }

    private Action kill() {
        if (killed) {
            return Action.NONE;
        }
        killed = true;
        return Action.KILL;
    }

    /** Who ended the run; {@link Ending#EXITED} when not the watchdog. */
    Ending ending() {
        return ending;
    }
}
