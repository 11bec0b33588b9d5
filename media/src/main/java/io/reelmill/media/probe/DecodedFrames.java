package io.reelmill.media.probe;

import java.time.Duration;

/**
 * What a whole track decodes to, by decoding all of it: the last word where packets cannot be trusted.
 *
 * @param times when each frame is shown, in the order in which they come; made to increase where they do not
 * @param named whether each frame has a time of its own and they come in order, so that a time names a frame
 */
public record DecodedFrames(long[] times, boolean named) {

    /**
     * Decodes a stream.
     *
     * @param threads threads to decode with
     */
    public static DecodedFrames read(Prober prober, int stream, int threads, Duration limit)
            throws ProbeException, InterruptedException {
        Collector collector = new Collector();
        prober.pass(
                limit,
                collector::line,
                "-threads",
                String.valueOf(threads),
                "-of",
                "compact=p=0:nk=0",
                "-select_streams",
                String.valueOf(stream),
                "-show_entries",
                "frame=pts,best_effort_timestamp,duration");
        return collector.result();
    }

    /** Frames by these times, with the keyframes and the end of an index of packets. */
    public FrameIndex indexWith(FrameIndex packets) {
        return new FrameIndex(times, packets.keyframes(), FrameEnd.of(times, packets.endPts()));
    }

    /** Frames by these times alone: nothing can be sought. */
    public FrameIndex index() {
        return new FrameIndex(times, new long[0], FrameEnd.of(times, Long.MIN_VALUE));
    }

    /** Takes lines of the form {@code pts=512|best_effort_timestamp=512|duration=512}. */
    static final class Collector {
        private final Ticks times = new Ticks();
        private boolean named = true;
        private long duration = 1;

        void line(String line) {
            if (!line.startsWith("pts=")) {
                return;
            }
            Long pts = field(line, "pts=");
            Long best = field(line, "best_effort_timestamp=");
            named &= pts != null && pts.equals(best) && (times.empty() || pts > times.last());
            times.add(time(best));
            Long told = field(line, "duration=");
            duration = told == null || told <= 0 ? 1 : told;
        }

        /** A frame without a time comes when the one before ends; time never stands still. */
        private long time(Long told) {
            if (times.empty()) {
                return told == null ? 0 : told;
            }
            return told == null ? times.last() + duration : Math.max(told, times.last() + 1);
        }

        DecodedFrames result() {
            return new DecodedFrames(times.inOrder(), named);
        }

        private static Long field(String line, String name) {
            for (String field : line.split("\\|")) {
                if (field.startsWith(name)) {
                    String value = field.substring(name.length());
                    return value.equals("N/A") || value.isEmpty() ? null : Long.valueOf(value);
                }
            }
            return null;
        }
    }
}
