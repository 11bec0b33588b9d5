package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Each alert has a file, a runbook and a test of its own, and Prometheus' own tool agrees with the rules. */
class AlertsTest {

    private static final Path ALERTS = Chart.DIRECTORY.resolve("alerts");
    private static final Path TESTS = Path.of("src/test/promtool").toAbsolutePath();
    private static final Path RUNBOOKS = Chart.ROOT.resolve("docs/runbooks");

    @Test
    void each_alert_has_a_file_a_test_and_a_runbook_that_it_names() throws IOException {
        assertThat(names(ALERTS)).hasSizeGreaterThanOrEqualTo(10);
        assertThat(names(TESTS)).isEqualTo(names(ALERTS));
        assertThat(names(RUNBOOKS)).isEqualTo(names(ALERTS));
        for (Path file : files(ALERTS)) {
            String rules = Files.readString(file);
            String name = file.getFileName().toString().replace(".yaml", "");
            assertThat(rules.split("- alert:")).as(name).hasSize(2);
            assertThat(rules).contains("/docs/runbooks/" + name + ".md", "severity: ", "summary: ", "description: ");
        }
    }

    @Test
    void prometheus_understands_the_rules_and_they_fire_when_they_should() throws Exception {
        assumePromtool();
        promtool(ALERTS, "check", "rules");
        promtool(TESTS, "test", "rules");
    }

    private static void promtool(Path folder, String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of("promtool"));
        all.addAll(List.of(command));
        files(folder).forEach(file -> all.add(file.toString()));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private static void assumePromtool() {
        if (!Programs.onPath("promtool")) {
            String reason = "SKIPPED: there is no promtool on the PATH";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        return files(folder).stream()
                .map(file -> file.getFileName().toString().replaceAll("\\.(yaml|md)$", ""))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
