package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayAttempts.Attempt;
import io.reelmill.operator.gateway.GatewayAttempts.Item;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodeDeathsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
    private static final Item DEATH = new Item(
            "chunk-hd-00017",
            new Attempt(1, "worker-a", NOW, NOW, WorkQueue.SMALL, Outcome.OOM_KERNEL, "it had 304 MiB at least"));

    @Test
    void the_sentence_has_the_evidence() {
        assertThat(EncodeDeaths.sentence(DEATH, List.of(DEATH)))
                .isEqualTo("chunk-hd-00017, attempt 1 in class small: it had 304 MiB at least");
    }

    @Test
    void it_says_where_the_work_is_tried_again() {
        Item next = new Item("chunk-hd-00017", new Attempt(2, "worker-b", NOW, null, WorkQueue.STANDARD, null, null));
        Item other = new Item("chunk-hd-00018", new Attempt(2, "worker-c", NOW, null, WorkQueue.LARGE, null, null));

        assertThat(EncodeDeaths.sentence(DEATH, List.of(other, next, DEATH)))
                .endsWith("304 MiB at least; tried again in class standard");
    }

    @Test
    void an_attempt_that_runs_has_not_died() {
        Item running =
                new Item("chunk-hd-00017", new Attempt(2, "worker-b", NOW, null, WorkQueue.STANDARD, null, null));
        GatewayAttempts attempts = new GatewayAttempts(List.of(running), null, null);

        assertThatCode(() -> new EncodeDeaths(null, null).tell(new MediaJob(), attempts))
                .doesNotThrowAnyException();
    }
}
