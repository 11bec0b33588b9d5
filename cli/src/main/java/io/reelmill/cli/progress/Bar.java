package io.reelmill.cli.progress;

import java.time.Duration;

/** A bar of characters. Pure. */
final class Bar {

    private static final long STEP_MILLIS = 200;

    private Bar() {}

    /** A bar of so many characters within its brackets, with its percentage; full only when all is done. */
    static String of(long done, long total, int width) {
        double share = total <= 0 ? 0 : Math.min(1.0, Math.max(0.0, (double) done / total));
        int filled = (int) Math.floor(share * width);
        return "[" + "#".repeat(filled) + "-".repeat(width - filled) + "]" + "%4d%%".formatted((int) (share * 100));
    }

    /** A bar for what has no measure: a piece of it moves to and fro as time passes. */
    static String moving(Duration elapsed, int width) {
        int piece = Math.max(1, width / 5);
        int way = width - piece;
        long step = elapsed.toMillis() / STEP_MILLIS % Math.max(1, 2L * way);
        int at = (int) (step <= way ? step : 2L * way - step);
        return "[" + "-".repeat(at) + "#".repeat(piece) + "-".repeat(way - at) + "]";
    }
}
