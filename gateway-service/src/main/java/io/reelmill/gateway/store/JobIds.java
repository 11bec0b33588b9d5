package io.reelmill.gateway.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Makes ids of jobs: UUIDs of version 7 (RFC 9562), which sort by the millisecond of their creation. Thread-safe. */
public final class JobIds {

    private static final Pattern FORM = Pattern.compile("[0-9a-f-]{36}");

    private static final JobIds SYSTEM = new JobIds(Clock.systemUTC(), new SecureRandom());

    private final Clock clock;
    private final RandomGenerator random;

    JobIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id, in lower case. */
    public static String next() {
        return SYSTEM.make();
    }

    /** Whether a text has the form of an id. What has not names nothing, and may hold what PostgreSQL takes in no text. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }

    /** When an id was made; empty for one that is none of ours. */
    public static Optional<Instant> madeAt(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.version() == 7
                    ? Optional.of(Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String make() {
        long high = clock.millis() << 16 | 0x7000L | random.nextInt(1 << 12);
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new UUID(high, low).toString();
    }
}
