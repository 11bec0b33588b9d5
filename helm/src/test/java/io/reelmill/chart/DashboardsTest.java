package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each panel says what it shows, in which unit, and what to do; and shows the namespace that was chosen. */
class DashboardsTest {

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Chart.DIRECTORY.resolve("dashboards"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void there_is_one_for_each_concern() throws IOException {
        assertThat(dashboards())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("control-plane.json", "jobs.json", "memory.json", "queues.json");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void every_panel_has_a_title_a_unit_a_description_and_the_namespace(Path file) {
        JsonNode dashboard = read(file);
        assertThat(dashboard.at("/templating/list").findValuesAsText("name")).contains("datasource", "namespace");
        assertThat(dashboard.get("panels")).hasSizeGreaterThan(5).allSatisfy(panel -> {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(panel.path("description").asText()).as(title).hasSizeGreaterThan(30);
            assertThat(panel.at("/fieldConfig/defaults/unit").asText())
                    .as(title)
                    .isNotBlank();
            assertThat(StreamSupport.stream(panel.get("targets").spliterator(), false)
                            .map(target -> target.get("expr").asText()))
                    .as(title)
                    .isNotEmpty()
                    .allMatch(expression -> expression.contains("namespace=~\"$namespace\""));
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void whatever_is_known_by_class_is_shown_for_the_one_that_was_chosen(Path file) {
        JsonNode dashboard = read(file);
        assertThat(dashboard.at("/templating/list").findValuesAsText("name")).contains("class");
        List<String> byClass = dashboard.get("panels").findValuesAsText("expr").stream()
                .filter(expression -> expression.contains("queue"))
                .filter(expression -> !expression.contains("reconciliations_queue"))
                .toList();
        assertThat(byClass).isNotEmpty().allMatch(expression -> expression.contains("queue=~\"$class"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void no_two_panels_lie_on_each_other(Path file) {
        JsonNode panels = read(file).get("panels");
        for (JsonNode one : panels) {
            for (JsonNode other : panels) {
                assertThat(one == other || apart(one.get("gridPos"), other.get("gridPos")))
                        .as(one.get("title") + " and " + other.get("title"))
                        .isTrue();
            }
        }
    }

    private static boolean apart(JsonNode a, JsonNode b) {
        return beside(a, b, "x", "w") || beside(b, a, "x", "w") || beside(a, b, "y", "h") || beside(b, a, "y", "h");
    }

    private static boolean beside(JsonNode first, JsonNode second, String from, String length) {
        return first.get(from).asInt() + first.get(length).asInt()
                <= second.get(from).asInt();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
