package io.reelmill.media.memory;

/**
 * How a child process ended.
 *
 * @param exitCode its exit code, 128 + n for signal n
 * @param byUs whether its owner ended it: a limit of time, a stop
 * @param refused whether it said that it was refused memory
 * @param peakBytes its highest resident memory as it said itself; 0 when it did not
 */
public record ProcessEnd(int exitCode, boolean byUs, boolean refused, long peakBytes) {

    private static final int KILLED = 137;

    boolean killed() {
        return exitCode == KILLED && !byUs;
    }

    boolean failed() {
        return exitCode != 0 && !byUs;
    }
}
