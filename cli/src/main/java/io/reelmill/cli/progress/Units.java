package io.reelmill.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** Numbers in the form that people read. Pure. */
public final class Units {

    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};

    private Units() {}

    /** Bytes in decimal units: {@code 34.1 MB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.95 && unit < BYTES.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, BYTES[unit]);
    }

    /** A duration to the second: {@code 0:42}, {@code 1:02:03}. */
    public static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** Seconds with one decimal below a minute, the clock above: {@code 48.2 s}, {@code 2:05}. */
    public static String seconds(double seconds) {
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : clock(Duration.ofSeconds(Math.round(seconds)));
    }
}
