package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.Topics;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.TaskOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final AttemptStats STATS = new AttemptStats(Instant.EPOCH, 1, 2, 3, 4);
    private static final TaskAttempt ATTEMPT = new TaskAttempt("j", "t", 1, "w1");
    private static final TaskEvent EVENT = new TaskEvent.TaskSucceeded(
            TaskEvent.SCHEMA, ATTEMPT, STATS, new TaskOutput("t", 1, "x".repeat(5000), 1, 1, null));

    private final List<TaskEvent> sent = new ArrayList<>();

    @Test
    void what_the_broker_will_never_take_is_told_as_a_failure_with_the_sizes() throws Exception {
        Report report = new Report(EVENT, () -> false);
        Patience patience = new Patience(Duration.ZERO, () -> sent.size() > 9, RandomGenerator.getDefault());

        patience.until(
                "report",
                () -> report.attempt(event -> {
                    sent.add(event);
                    if (event == EVENT) {
                        throw new CompletionException(new RecordTooLargeException("more than 4096 bytes"));
                    }
                }));

        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isInstanceOfSatisfying(TaskEvent.TaskFailed.class, failed -> {
            assertThat(failed.task()).isEqualTo(ATTEMPT);
            assertThat(failed.stats()).isEqualTo(STATS);
            assertThat(failed.outcome()).isEqualTo(Outcome.INTERNAL);
            assertThat(failed.detail())
                    .containsPattern("a TaskSucceeded of 5\\d\\d\\d bytes, cannot be put into " + Topics.EVENTS)
                    .endsWith("more than 4096 bytes");
        });
        assertThat(report.event()).isEqualTo(sent.get(1));
    }

    @Test
    void what_the_broker_did_not_take_this_time_is_told_again_as_it_is() {
        Report report = new Report(EVENT, () -> false);

        assertThatThrownBy(() -> report.attempt(ReportTest::away)).isInstanceOf(IOException.class);

        assertThat(report.event()).isSameAs(EVENT);
    }

    @Test
    void what_nobody_waits_for_is_tried_once() throws Exception {
        Report report = new Report(EVENT, () -> true);

        report.attempt(sent::add);
        report.attempt(ReportTest::away);

        assertThat(sent).containsExactly(EVENT);
    }

    private static void away(TaskEvent event) throws IOException {
        throw new IOException("the broker is away");
    }
}
