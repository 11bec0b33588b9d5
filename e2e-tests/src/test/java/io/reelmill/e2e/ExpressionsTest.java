package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of metrics are told from the other words of an expression. */
class ExpressionsTest {

    @Test
    void metrics_are_neither_functions_nor_labels_nor_words() {
        assertThat(
                        Expressions.metrics(
                                "sum by (queue, le) (rate(reelmill_a_total{queue=~\"$class\",x=\"by\"}[5m])) * 3600 > 0\n"
                                        + "and on (namespace) max(reelmill_b offset 15m) unless on (x) count by (y) (c_d:e) == 1.5"))
                .containsExactly("c_d:e", "reelmill_a_total", "reelmill_b");
    }

    @Test
    void what_is_watched_is_found() {
        assertThat(Expressions.metrics())
                .containsKeys("reelmill_jobs_overdue", "reelmill_outbox_age", "jvm_memory_used_bytes")
                .hasSizeGreaterThan(25);
    }
}
