package io.reelmill.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JobIdsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    @Test
    void isAUuidOfVersionSevenThatTellsItsMillisecond() {
        UUID id = UUID.fromString(id(NOW));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsByTime() {
        List<String> ids = LongStream.range(0, 1000)
                .mapToObj(i -> id(NOW.plusMillis(i * 977)))
                .toList();

        assertThat(ids).isSorted();
    }

    @Test
    void neverRepeats() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add(JobIds.next());
        }
        assertThat(ids).hasSize(20_000);
    }

    private static String id(Instant at) {
        return new JobIds(Clock.fixed(at, ZoneOffset.UTC), new Random(at.toEpochMilli())).make();
    }
}
