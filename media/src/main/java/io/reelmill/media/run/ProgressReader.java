package io.reelmill.media.run;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads standard output of a tethered ffmpeg: process id, {@code -progress} lines, and CPU times at the end. */
final class ProgressReader {

    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    private volatile long pid;
    private volatile long frames;
    private volatile long outTimeMicros;
    private volatile Duration cpu = Duration.ZERO;

    void accept(String line) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            set(line.substring(0, equals), line.substring(equals + 1).strip());
            return;
        }
        Matcher times = TIMES.matcher(line);
        if (times.matches()) {
            // The shell's own comes first, its children's last.
            cpu = minutes(times, 1).plus(minutes(times, 3));
        }
    }

    private void set(String key, String value) {
        switch (key) {
            case "pid" -> pid = number(value, pid);
            case "frame" -> frames = number(value, frames);
            case "out_time_us" -> outTimeMicros = Math.max(outTimeMicros, number(value, outTimeMicros));
            default -> {
                // Rates and sizes that nobody needs.
            }
        }
    }

    private static long number(String value, long otherwise) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Duration minutes(Matcher times, int group) {
        double seconds = Long.parseLong(times.group(group)) * 60 + Double.parseDouble(times.group(group + 1));
        return Duration.ofMillis((long) (seconds * 1000));
    }

    long pid() {
        return pid;
    }

    long frames() {
        return frames;
    }

    long outTimeMicros() {
        return outTimeMicros;
    }

    Duration cpu() {
        return cpu;
    }
}
