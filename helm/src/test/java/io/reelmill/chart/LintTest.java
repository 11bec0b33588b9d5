package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;

/** Helm itself has nothing to say about the chart. */
class LintTest {

    @Test
    void the_chart_is_clean_by_strict_lint() {
        LintResult result = new Helm(Chart.DIRECTORY).lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }
}
