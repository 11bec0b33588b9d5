package io.reelmill.e2e.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long recovery may take, computed from the defaults as the reference of the configuration has them. */
final class Budgets {

    private static final Path REFERENCE =
            Path.of(System.getProperty("reelmill.root", "..")).resolve("docs/configuration.md");

    /** A service of this build starts within this on two busy cores. */
    private static final Duration START = Duration.ofSeconds(20);

    /** Longest pause of {@code Patience} and of Kafka's clients between two attempts to reach a server, in first pauses. */
    private static final int LONGEST_PAUSE = 32;

    private Budgets() {}

    /** A silent worker is found by its missing heartbeat, at the latest. */
    static Duration afterDeath() {
        return value("reelmill.worker.heartbeat-ttl")
                .plus(value("reelmill.claims.silence"))
                .plus(value("reelmill.claims.watch-interval"))
                .plus(rest())
                .plus(START);
    }

    /** It hands its work back, or dies. */
    static Duration afterDrain() {
        return value("reelmill.worker.drain").plus(afterDeath());
    }

    /** Who waits for a server asks again after a pause; requests that hang are given up first. */
    static Duration afterOutage() {
        return value("reelmill.kafka.retry-interval")
                .multipliedBy(LONGEST_PAUSE)
                .plus(value("reelmill.claims.silence"))
                .plus(rest())
                .plus(value("reelmill.storage.timeout"));
    }

    private static Duration rest() {
        return value("reelmill.retry.first-rest").multipliedBy(2);
    }

    private static Duration value(String key) {
        try {
            Matcher row = Pattern.compile("\\| `" + Pattern.quote(key) + "` \\| `([0-9]+)(ms|s|m|h)` \\|")
                    .matcher(Files.readString(REFERENCE));
            if (!row.find()) {
                throw new IllegalStateException(key + " has no default in " + REFERENCE);
            }
            long number = Long.parseLong(row.group(1));
            return switch (row.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
