package io.reelmill.cli.progress;

import java.time.Instant;
import java.util.Optional;

/** The line of an upload or a download. Not thread-safe. */
final class Transfer {

    private final String name;
    private final RateMeter rate = new RateMeter();
    private long done;
    private long total;

    Transfer(String name) {
        this.name = name;
    }

    void note(Instant now, long bytes, long of) {
        done = bytes;
        total = of;
        rate.note(now, bytes);
    }

    boolean begun() {
        return total > 0;
    }

    boolean finished() {
        return begun() && done >= total;
    }

    String line(int barWidth) {
        String line = "%-9s %s  %s of %s"
                .formatted(name, Bar.of(done, total, barWidth), Units.bytes(done), Units.bytes(total));
        if (finished()) {
            return line;
        }
        Optional<Double> speed = rate.perSecond();
        return line
                + speed.map(bytes -> "  " + Units.bytes(Math.round(bytes)) + "/s")
                        .orElse("")
                + rate.remaining(total)
                        .map(left -> "  eta " + Units.clock(left))
                        .orElse("");
    }
}
