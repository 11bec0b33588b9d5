package io.reelmill.gateway.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Heartbeat.Phase;
import io.reelmill.gateway.claims.SeenMemory.Seen;
import io.reelmill.gateway.jobs.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenMemoryTest {

    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final HeldAttempt CHUNK = chunk(1);

    private final SeenMemory memory = new SeenMemory();
    private Instant now = START;

    @Test
    void the_last_and_the_highest_are_known() {
        look(CHUNK, beat("i1", 300, Phase.WORKING));
        look(CHUNK, beat("i1", 500, Phase.WORKING));
        look(CHUNK, beat("i1", 400, Phase.WORKING));

        assertThat(seen(CHUNK)).contains(new Seen(400, 500, false));
    }

    @Test
    void neither_silence_nor_the_next_process_of_the_worker_takes_away_what_was_seen() {
        look(CHUNK, beat("i1", 300, Phase.WORKING));

        look(CHUNK, null);
        look(CHUNK, beat("i2", 7, Phase.WORKING));

        assertThat(seen(CHUNK)).contains(new Seen(300, 300, false));
    }

    @Test
    void of_what_has_not_begun_nothing_is_known_and_what_has_ended_uses_nothing() {
        look(CHUNK, beat("i1", 0, Phase.WORKING));
        assertThat(seen(CHUNK)).isEmpty();

        look(CHUNK, beat("i1", 300, Phase.WORKING));
        look(CHUNK, beat("i1", 0, Phase.REPORTING));

        assertThat(seen(CHUNK)).contains(new Seen(0, 300, true));
    }

    @Test
    void it_is_forgotten_a_quarter_of_an_hour_after_the_attempt() {
        look(CHUNK, beat("i1", 300, Phase.WORKING));
        pass(Duration.ofHours(3));
        look(CHUNK, null);
        pass(Duration.ofMinutes(15));
        memory.look(now, List.of(), Map.of());
        assertThat(seen(CHUNK)).isPresent();

        pass(Duration.ofMillis(1));
        memory.look(now, List.of(), Map.of());

        assertThat(seen(CHUNK)).isEmpty();
    }

    @Test
    void of_too_many_the_ones_that_ended_first_are_forgotten() {
        IntStream.rangeClosed(1, 20_001).forEach(number -> look(chunk(number), beat(number)));

        assertThat(seen(CHUNK)).isEmpty();
        assertThat(seen(chunk(2))).isPresent();
        assertThat(seen(chunk(20_001))).isPresent();
    }

    private void look(HeldAttempt attempt, Heartbeat heartbeat) {
        memory.look(now, List.of(attempt), heartbeat == null ? Map.of() : Map.of("w1", heartbeat));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private Optional<Seen> seen(HeldAttempt held) {
        return memory.of(
                held.jobId(),
                new Attempt(
                        held.taskId(),
                        held.attempt(),
                        held.workerId(),
                        held.incarnation(),
                        START,
                        null,
                        null,
                        null,
                        null,
                        WorkQueue.SMALL,
                        0,
                        false));
    }

    private static HeldAttempt chunk(int number) {
        return new HeldAttempt("j1", "chunk", number, "w1", "i1");
    }

    private static Heartbeat beat(int number) {
        return beat("i1", new Heartbeat.Running("j1", "chunk", number, START, 0, 300));
    }

    private static Heartbeat beat(String incarnation, long bytes, Phase phase) {
        return beat(incarnation, new Heartbeat.Running("j1", "chunk", 1, START, 0, bytes, phase));
    }

    private static Heartbeat beat(String incarnation, Heartbeat.Running running) {
        return new Heartbeat(
                "w1", incarnation, 1, START, "testing", Set.of(WorkQueue.SMALL), 1, 1, 1, false, List.of(running));
    }
}
