package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.run.RunResult.Ending;
import io.reelmill.media.run.Watchdog.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final RunLimits LIMITS = new RunLimits(seconds(100), seconds(200), seconds(10));

    private final Watchdog watchdog = new Watchdog(LIMITS);

    @Test
    void nothing_happens_while_frames_come() {
        for (int second = 1; second < 100; second++) {
            assertThat(watchdog.observe(seconds(second), second, 0, seconds(second)))
                    .isEqualTo(Action.NONE);
        }
        assertThat(watchdog.ending()).isEqualTo(Ending.EXITED);
    }

    @Test
    void no_new_frame_ends_a_run_politely_and_then_not() {
        watchdog.observe(seconds(1), 25, 0, seconds(1));

        assertThat(watchdog.observe(seconds(10.9), 25, 0, seconds(9))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(11), 25, 0, seconds(9))).isEqualTo(Action.TERMINATE);
        assertThat(watchdog.observe(seconds(13.9), 25, 0, seconds(9))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(14), 25, 0, seconds(9))).isEqualTo(Action.KILL);
        assertThat(watchdog.observe(seconds(15), 25, 0, seconds(9))).isEqualTo(Action.NONE);
        assertThat(watchdog.ending()).isEqualTo(Ending.STALLED);
    }

    @Test
    void work_before_the_first_frame_is_life_and_work_after_it_is_not() {
        assertThat(watchdog.observe(seconds(30), 0, 0, seconds(29))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(35), 1, 0, seconds(34))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(45), 1, 0, seconds(44))).isEqualTo(Action.TERMINATE);
    }

    @Test
    void a_copy_lives_while_it_works() {
        Watchdog copying = new Watchdog(new RunLimits(seconds(100), seconds(200), seconds(10), true));
        copying.observe(seconds(1), 500, 0, seconds(1));

        assertThat(copying.observe(seconds(30), 500, 0, seconds(2))).isEqualTo(Action.NONE);
        assertThat(copying.observe(seconds(39), 500, 0, seconds(2))).isEqualTo(Action.NONE);
        assertThat(copying.observe(seconds(40), 500, 0, seconds(2))).isEqualTo(Action.TERMINATE);
        assertThat(copying.ending()).isEqualTo(Ending.STALLED);
    }

    @Test
    void idleness_before_the_first_frame_is_a_stall() {
        watchdog.observe(seconds(1), 0, 0, seconds(0.2));

        assertThat(watchdog.observe(seconds(11), 0, 0, seconds(0.2))).isEqualTo(Action.TERMINATE);
        assertThat(watchdog.ending()).isEqualTo(Ending.STALLED);
    }

    @Test
    void sound_lives_by_its_output_time() {
        watchdog.observe(seconds(1), 0, 1_000_000, seconds(1));

        assertThat(watchdog.observe(seconds(10), 0, 2_000_000, seconds(2))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(19), 0, 2_000_000, seconds(3))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(20), 0, 2_000_000, seconds(4))).isEqualTo(Action.TERMINATE);
    }

    @Test
    void the_soft_limit_asks_and_the_hard_limit_kills() {
        assertThat(watchdog.observe(seconds(99), 2475, 0, seconds(99))).isEqualTo(Action.NONE);
        assertThat(watchdog.observe(seconds(100), 2500, 0, seconds(100))).isEqualTo(Action.TERMINATE);
        assertThat(watchdog.ending()).isEqualTo(Ending.TIMED_OUT);

        Watchdog late = new Watchdog(LIMITS);
        assertThat(late.observe(seconds(200), 1, 0, seconds(1))).isEqualTo(Action.KILL);
        assertThat(late.ending()).isEqualTo(Ending.TIMED_OUT);
    }

    @Test
    void without_a_stall_limit_silence_is_allowed() {
        Watchdog patient = new Watchdog(RunLimits.within(seconds(100)));

        assertThat(patient.observe(seconds(99), 0, 0, Duration.ZERO)).isEqualTo(Action.NONE);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
