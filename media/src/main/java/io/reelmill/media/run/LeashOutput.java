package io.reelmill.media.run;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what {@code leash.sh} writes on standard output from what the command writes. */
final class LeashOutput {

    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s");

    private final Consumer<String> lines;
    private volatile long pid;
    private volatile Duration cpu = Duration.ZERO;
    private boolean ended;

    LeashOutput(Consumer<String> lines) {
        this.lines = lines;
    }

    void line(String line) {
        if (pid == 0 && line.startsWith("pid=")) {
            pid = Long.parseLong(line.substring(4));
        } else if (line.equals("leash=end")) {
            ended = true;
        } else if (ended) {
            times(line);
        } else if (!line.isEmpty()) {
            lines.accept(line);
        }
    }

    /** Two lines: the shell's own, then its children's. */
    private void times(String line) {
        Matcher times = TIMES.matcher(line.strip());
        if (times.matches()) {
            cpu = duration(times.group(1), times.group(2)).plus(duration(times.group(3), times.group(4)));
        }
    }

    private static Duration duration(String minutes, String seconds) {
        return Duration.ofMinutes(Long.parseLong(minutes)).plusMillis((long) (Double.parseDouble(seconds) * 1000));
    }

    long pid() {
        return pid;
    }

    Duration cpu() {
        return cpu;
    }
}
