package io.reelmill.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.cli.gateway.DeadLetterView;
import io.reelmill.cli.gateway.DeadLetterView.AttemptView;
import io.reelmill.cli.gateway.ReplayView;
import io.reelmill.cli.gateway.SweepView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AdminTextTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:10:00Z");
    private static final DeadLetterView TASK = new DeadLetterView(
            "d1",
            "TASK",
            "j1",
            "chunk-1080p-00017",
            3,
            "OOM_KERNEL",
            "killed three times",
            null,
            null,
            AT,
            List.of(new AttemptView(
                    1, "w1", "OOM_GUARD", "grew", AT.minusSeconds(90), AT.minusSeconds(30), 950_000_000L, null)));
    private static final DeadLetterView MESSAGE = new DeadLetterView(
            "d2", "MESSAGE", null, null, null, null, "not a WorkItem", "reelmill.work.small", "{}", AT, null);

    @Test
    void letters_are_a_table() {
        assertThat(AdminText.letters(List.of(TASK, MESSAGE)))
                .containsExactly(
                        "ID  AT                    KIND     WHAT                         ATTEMPT  OUTCOME     DETAIL",
                        "d1  2026-01-01T00:10:00Z  task     chunk-1080p-00017 of job j1  3        OOM_KERNEL  killed three"
                                + " times",
                        "d2  2026-01-01T00:10:00Z  message  from reelmill.work.small     -        -           not a WorkItem");
    }

    @Test
    void no_letters_are_said_plainly() {
        assertThat(AdminText.letters(List.of())).containsExactly("no dead letters: nothing was given up");
        assertThat(AdminText.replay(new ReplayView(null, null))).containsExactly("no dead letters: nothing to replay");
    }

    @Test
    void one_letter_shows_its_history_and_what_a_message_held() {
        assertThat(AdminText.letter(TASK))
                .containsExactly(
                        "d1, a task given up at 2026-01-01T00:10:00Z",
                        "chunk-1080p-00017 of job j1",
                        "OOM_KERNEL after attempt 3",
                        "killed three times",
                        "",
                        "ATTEMPT  WORKER  BEGAN                 TOOK  PEAK      LIMIT  OUTCOME    DETAIL",
                        "1        w1      2026-01-01T00:08:30Z  1:00  950.0 MB  -      OOM_GUARD  grew");
        assertThat(AdminText.letter(MESSAGE)).endsWith("", "{}");
    }

    @Test
    void what_was_refused_says_why() {
        assertThat(AdminText.replay(new ReplayView(
                        List.of(new ReplayView.Replayed("d1", "j2"), new ReplayView.Replayed("d2", null)),
                        List.of(new ReplayView.Refused("d3", "SOURCE_GONE", "its source was removed")))))
                .containsExactly(
                        "replayed d1 as job j2", "replayed d2", "refused d3: SOURCE_GONE: its source was removed");
    }

    @Test
    void a_sweep_tells_what_was_done_and_why() {
        SweepView.FindingView finding =
                new SweepView.FindingView("j1", "chunk-0", 2, "RECORD_LOST", "RELEASE_AGAIN", "in no queue");
        assertThat(AdminText.sweep(new SweepView(true, 1, List.of("Redis"), List.of(finding))))
                .containsExactly(
                        "1 unfinished job examined, nothing was changed",
                        "not judged: Redis",
                        "JOB  TASK     ATTEMPT  PROBLEM      WOULD BE DONE  WHY",
                        "j1   chunk-0  2        RECORD_LOST  RELEASE_AGAIN  in no queue");
        assertThat(AdminText.sweep(new SweepView(false, 0, null, null)))
                .containsExactly("0 unfinished jobs examined", "everything fits");
    }

    @ParameterizedTest
    @CsvSource({"90s,90", "20m,1200", "2h,7200", "1d,86400", "PT20M,1200", "0s,0"})
    void ages_are_written_as_people_do(String text, long seconds) {
        assertThat(new AgeConverter().convert(text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "20", "-5m", ""})
    void what_is_no_age_is_refused(String text) {
        assertThatThrownBy(() -> new AgeConverter().convert(text)).isInstanceOf(TypeConversionException.class);
    }
}
