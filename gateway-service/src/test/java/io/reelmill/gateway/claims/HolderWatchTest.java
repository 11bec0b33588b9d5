package io.reelmill.gateway.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HolderWatchTest {

    private static final HeldAttempt ATTEMPT = new HeldAttempt("job", "chunk-1", 2, "w1", "first");
    private static final HeldAttempt OTHER = new HeldAttempt("job", "chunk-2", 1, "w2", "first");
    private static final HeldAttempt MORE = new HeldAttempt("job", "chunk-3", 1, "w3", "first");
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
        List<HeldAttempt> both = List.of(ATTEMPT, OTHER);
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
        List<HeldAttempt> both = List.of(ATTEMPT, OTHER);
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
                .containsExactly(OTHER);
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

    @Test
    void theSilenceOfAllHoldersIsTheirDeathWhenOthersAreHeard() {
        List<HeldAttempt> both = List.of(ATTEMPT, OTHER);
        watch.look(now, both, Map.of("w9", BYSTANDER));

        now = now.plusSeconds(15);

        assertThat(watch.look(now, both, Map.of("w9", BYSTANDER))).hasSize(2);
    }

    @Test
    void whoHoldsWorkNowAndThenDoesNotKeepTheSilentAlive() {
        HeldAttempt third = new HeldAttempt("job", "plan", 1, "w1", "first");
        Map<Integer, List<HolderWatch.Lost>> lost = new TreeMap<>();
        for (int second = 0; second < 40; second++) {
            List<HeldAttempt> running = second % 30 < 12 ? List.of(OTHER, MORE, third) : List.of(OTHER, MORE);
            lost.put(second, watch.look(now.plusSeconds(second), running, Map.of("w1", planning())));
        }

        assertThat(lost.get(14)).isEmpty();
        assertThat(lost.get(15)).extracting(HolderWatch.Lost::attempt).containsExactlyInAnyOrder(OTHER, MORE);
    }

    @Test
    void whoIsHeardNowAndThenDoesNotKeepTheSilentAlive() {
        int lostAt = 0;
        for (int second = 0; second < 60 && lostAt == 0; second++) {
            Map<String, Heartbeat> heartbeats = second % 20 < 10 ? Map.of("w9", BYSTANDER) : NOTHING;
            lostAt = watch.look(now.plusSeconds(second), List.of(OTHER, MORE), heartbeats)
                            .isEmpty()
                    ? 0
                    : second;
        }

        assertThat(lostAt).isBetween(25, 30);
    }

    @Test
    void holdersThatComeAndGoDoNotProlongABlackout() {
        Map<String, Heartbeat> bystanders = Map.of("w8", BYSTANDER, "w9", BYSTANDER);
        watch.look(now, List.of(ATTEMPT), bystanders);
        for (int second = 1; second <= 601; second++) {
            List<HeldAttempt> running = second % 30 < 12 ? List.of(ATTEMPT, OTHER) : List.of(ATTEMPT);
            assertThat(watch.look(now.plusSeconds(second), running, NOTHING)).isEmpty();
        }

        assertThat(watch.look(now.plusSeconds(616), List.of(ATTEMPT), NOTHING)).hasSize(1);
    }

    @Test
    void livingHoldersOutliveAnEmptiedRedisAndAnAbsentOneWhileTheDeadAmongThemDoNot() {
        List<HeldAttempt> all = List.of(ATTEMPT, OTHER, MORE);
        Map<String, Heartbeat> living = Map.of("w1", runs("w1", ATTEMPT), "w2", runs("w2", OTHER), "w9", BYSTANDER);
        Map<String, Heartbeat> firstBack = Map.of("w9", BYSTANDER);
        int lostAt = 0;
        for (int second = 0; second < 200; second++) {
            // Away for 20 s and empty then, emptied at 60 s and 120 s; heartbeats come back one after the other.
            int since = second % 60;
            if (second >= 20 && second < 40) {
                watch.blind();
                continue;
            }
            if (second == 40 || since == 0) {
                watch.blind();
            }
            boolean recovering = second < 60 ? second >= 40 && second < 48 : since < 8;
            Map<String, Heartbeat> heartbeats = recovering ? (second % 8 < 4 ? NOTHING : firstBack) : living;
            List<HolderWatch.Lost> lost = watch.look(now.plusSeconds(second), all, heartbeats);
            assertThat(lost).extracting(HolderWatch.Lost::attempt).isSubsetOf(MORE);
            lostAt = lostAt == 0 && !lost.isEmpty() ? second : lostAt;
        }

        assertThat(lostAt).isBetween(15, 80);
    }

    @Test
    void aBlackoutEndsWithTheLastAttempt() {
        Map<String, Heartbeat> bystanders = Map.of("w8", BYSTANDER, "w9", BYSTANDER);
        watch.look(now, List.of(ATTEMPT), bystanders);
        look(1, NOTHING);
        now = now.plusSeconds(3600);
        watch.look(now, List.of(), NOTHING);

        assertThat(look(1, NOTHING)).isEmpty();
        assertThat(look(599, NOTHING)).isEmpty();
    }

    private Heartbeat planning() {
        return runs("w1", new HeldAttempt("job", "plan", 1, "w1", "first"));
    }

    private Heartbeat runs(String worker, HeldAttempt held) {
        Heartbeat.Running task = new Heartbeat.Running(held.jobId(), held.taskId(), held.attempt(), now, 0, 0);
        return new Heartbeat(worker, "first", 1, now, "s", Set.of(), 1, 1, 1, false, List.of(task));
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
