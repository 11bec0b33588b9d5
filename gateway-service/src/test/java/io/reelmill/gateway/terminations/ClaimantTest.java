package io.reelmill.gateway.terminations;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Termination;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimantTest {

    /** Claims of two processes of one worker; seconds by the gateway's clock. */
    private static final int[] FIRST = {10, 20};

    private static final int[] SECOND = {30, 40};

    @ParameterizedTest(name = "{0}: {5}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "25 | - | -      | -      | first  | it had made the latest claim",
                "25 | 9 | -      | -      | first  | and began before its first one",
                "25 | 22| -      | -      | -      | one that began later had claimed nothing",
                "41 | - | -      | -      | second | it had made the latest claim",
                "41 | - | -      | second | first  | whoever lives is not dead, whatever a clock says",
                "25 | - | -      | second | first  | likewise where the clock is right",
                "41 | - | -      | first  | second | one of that name at a time, but who beats is not dead",
                "41 | - | second | -      | -      | a process dies once; nobody went before it that was not over then",
                "41 | - | first  | -      | second | the other death was another process'",
                "41 | - | first  | second | -      | whoever died had claimed nothing",
                "29 | - | first  | -      | -      | one that went on to claim is not dead, nor is one dead already",
                "38 | - | first  | -      | second | a fraction of a second was cut off",
                "5  | - | -      | -      | -      | both went on to claim",
                "18 | - | -      | -      | first  | a fraction of a second was cut off",
                "15 | - | -      | -      | -      | it went on to claim for longer than clocks differ",
                "35 | - | -      | -      | -      | likewise, and nobody else is dead in its place",
            })
    void without_a_name_it_is_told_by_time_among_those_that_do_not_live(
            int at, Integer began, String dead, String living, String expected, String why) {
        Termination death = death(at, began, null);
        List<Claimant> claimants = List.of(claimant("first", FIRST, dead), claimant("second", SECOND, dead));

        assertThat(Claimant.whoDied(death, claimants, Optional.ofNullable(living)))
                .as(why)
                .isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "EVICTED | second | true",
                "EVICTED | first  | false",
                "EVICTED | third  | false",
                "EVICTED | -      | false",
                "OOM     | second | false"
            },
            delimiter = '|')
    void who_was_sent_away_may_live_for_a_while(Termination.Reason reason, String living, boolean expected) {
        Termination gone = new Termination(reason, null, null, null, null, second(41), "c", null);
        List<Claimant> claimants = List.of(claimant("first", FIRST, null), claimant("second", SECOND, null));

        assertThat(Claimant.stillLives(gone, claimants, Optional.ofNullable(living)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0", "25", "41", "100000"})
    void a_process_that_was_named_is_the_one_whatever_any_clock_says(int at) {
        List<Claimant> claimants = List.of(claimant("first", FIRST, null), claimant("second", SECOND, null));

        assertThat(Stream.of("first", "second")
                        .map(name -> Claimant.whoDied(death(at, 0, name), claimants, Optional.empty())))
                .containsExactly(Optional.of("first"), Optional.of("second"));
    }

    @Test
    void a_clock_that_was_ahead_at_the_end_was_so_at_the_start() {
        Termination told = death(100, 60, null).toldAt(second(25));

        assertThat(told.at()).isEqualTo(second(25));
        assertThat(told.startedAt()).isEqualTo(second(25 - 40));
        assertThat(death(24, 9, null).toldAt(second(25))).isEqualTo(death(24, 9, null));
    }

    private static Claimant claimant(String name, int[] claims, String dead) {
        return new Claimant(name, second(claims[0]), second(claims[1]), name.equals(dead));
    }

    private static Termination death(int at, Integer began, String incarnation) {
        return new Termination(
                Termination.Reason.OOM,
                137,
                null,
                null,
                began == null ? null : second(began),
                second(at),
                "c",
                incarnation);
    }

    private static Instant second(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
