package io.reelmill.gateway.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HolderWatchTest {

    private static final HeldAttempt ATTEMPT = new HeldAttempt("job", "chunk-1", 2, "w1", "first");
    private static final Map<String, Heartbeat> NOTHING = Map.of();
    private static final Heartbeat BYSTANDER =
            new Heartbeat("w9", "x", 1, Instant.EPOCH, "s", Set.of(), 1, 1, 1, false, List.of());

    private final HolderWatch watch = new HolderWatch(new HolderWatch.Limits(
            Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(120), Duration.ofMinutes(10)));
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void aHolderThatShowsItsAttemptIsNeverLost() {
        for (int second = 0; second < 1000; second++) {
            assertThat(look(1, shows("first", true))).isEmpty();
        }
    }

    @Test
    void silenceIsToleratedForFifteenSeconds() {
        assertThat(look(0, NOTHING)).isEmpty();
        assertThat(look(14, NOTHING)).isEmpty();
        assertThat(look(1, NOTHING))
                .containsExactly(new HolderWatch.Lost(ATTEMPT, "worker w1 showed no sign of life for 15 s"));
    }

    @Test
    void oneHeartbeatEndsTheSilence() {
        look(0, NOTHING);
        look(14, shows("first", true));

        assertThat(look(1, NOTHING)).isEmpty();
        assertThat(look(14, NOTHING)).isEmpty();
    }

    @Test
    void anEmptiedRedisIsNoSilence() {
        look(0, NOTHING);
        now = now.plusSeconds(14);
        watch.blind();

        assertThat(look(1, NOTHING)).isEmpty();
        assertThat(look(14, NOTHING)).isEmpty();
        assertThat(look(1, NOTHING)).hasSize(1);
    }

    @Test
    void aRestartedWorkerHasLostWhatItRan() {
        assertThat(look(0, shows("second", false))).isEmpty();
        assertThat(look(5, shows("second", false)))
                .containsExactly(new HolderWatch.Lost(ATTEMPT, "worker w1 was started anew while it ran the attempt"));
    }

    @Test
    void aLivingWorkerIsGivenTimeToReport() {
        assertThat(look(0, shows("first", false))).isEmpty();
        assertThat(look(119, shows("first", false))).isEmpty();
        assertThat(look(1, shows("first", false)))
                .containsExactly(
                        new HolderWatch.Lost(ATTEMPT, "worker w1 lives but has not run the attempt for 120 s"));
    }

    @Test
    void otherKindsOfAbsenceAreCountedAnew() {
        look(0, shows("first", false));

        assertThat(look(60, NOTHING)).isEmpty();
        assertThat(look(14, NOTHING)).isEmpty();
    }

    @Test
    void whatIsNotRunningAnyMoreIsForgotten() {
        look(0, NOTHING);
        now = now.plusSeconds(20);
        assertThat(watch.look(now, List.of(), NOTHING)).isEmpty();

        assertThat(look(0, NOTHING)).isEmpty();
    }

    @Test
    void theSilenceOfAllOfSeveralHoldersIsNoDeathForTenMinutes() {
        HeldAttempt other = new HeldAttempt("job", "chunk-2", 1, "w2", "first");
        List<HeldAttempt> both = List.of(ATTEMPT, other);
        assertThat(watch.look(now, both, NOTHING)).isEmpty();
        for (int second = 0; second < 600; second++) {
            now = now.plusSeconds(1);
            assertThat(watch.look(now, both, NOTHING)).isEmpty();
        }

        now = now.plusSeconds(15);

        assertThat(watch.look(now, both, NOTHING)).hasSize(2);
    }

    @Test
    void whoIsHeardFirstAfterwardsDoesNotBetrayTheOthers() {
        HeldAttempt other = new HeldAttempt("job", "chunk-2", 1, "w2", "first");
        List<HeldAttempt> both = List.of(ATTEMPT, other);
        watch.look(now, both, NOTHING);
        now = now.plusSeconds(60);
        watch.look(now, both, NOTHING);

        now = now.plusSeconds(1);
        assertThat(watch.look(now, both, shows("first", true))).isEmpty();
        now = now.plusSeconds(14);
        assertThat(watch.look(now, both, shows("first", true))).isEmpty();
        now = now.plusSeconds(1);
        assertThat(watch.look(now, both, shows("first", true)))
                .extracting(HolderWatch.Lost::attempt)
                .containsExactly(other);
    }

    @Test
    void theSilenceOfEverybodyIsNoDeathForTenMinutes() {
        Map<String, Heartbeat> bystanders = Map.of("w8", BYSTANDER, "w9", BYSTANDER);
        watch.look(now, List.of(ATTEMPT), bystanders);
        for (int second = 0; second < 600; second++) {
            assertThat(look(1, NOTHING)).isEmpty();
        }
        assertThat(look(1, NOTHING)).isEmpty();
        assertThat(look(15, NOTHING)).hasSize(1);
    }

    @Test
    void theSilenceOfOneAmongOthersIsItsDeath() {
        Map<String, Heartbeat> bystanders = Map.of("w8", BYSTANDER, "w9", BYSTANDER);
        look(0, bystanders);

        assertThat(look(15, bystanders)).hasSize(1);
    }

    private List<HolderWatch.Lost> look(int secondsLater, Map<String, Heartbeat> heartbeats) {
        now = now.plusSeconds(secondsLater);
        return watch.look(now, List.of(ATTEMPT), heartbeats);
    }

    private Map<String, Heartbeat> shows(String incarnation, boolean running) {
        List<Heartbeat.Running> tasks =
                running ? List.of(new Heartbeat.Running("job", "chunk-1", 2, now, 0, 0)) : List.of();
        return Map.of("w1", new Heartbeat("w1", incarnation, 1, now, "s", Set.of(), 1, 1, 1, false, tasks));
    }
}
