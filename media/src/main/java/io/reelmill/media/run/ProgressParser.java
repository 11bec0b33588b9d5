package io.reelmill.media.run;

/** Reads what {@code -progress} writes: blocks of {@code key=value} lines. */
final class ProgressParser {

    private volatile long frames;
    private volatile long outTimeMicros;

    void line(String line) {
        if (line.startsWith("frame=")) {
            frames = Math.max(frames, number(line, frames));
        } else if (line.startsWith("out_time_us=")) {
            outTimeMicros = number(line, outTimeMicros);
        }
    }

    long frames() {
        return frames;
    }

    long outTimeMicros() {
        return outTimeMicros;
    }

    /** Values may be padded, {@code N/A}, or near the minimum of a long before the first packet. */
    private static long number(String line, long otherwise) {
        try {
            long value = Long.parseLong(line.substring(line.indexOf('=') + 1).strip());
            return value == Long.MIN_VALUE ? otherwise : value;
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
