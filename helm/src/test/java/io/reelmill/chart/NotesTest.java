package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are told when the chart was installed: what to do next, and what to beware of. */
class NotesTest {

    private static final String WARNING = "carries out the MediaJobs of ALL namespaces";

    @Test
    void the_next_command_is_told() {
        assertThat(notes(Map.of()))
                .contains("kubectl -n media wait --for=condition=Available deployment")
                .contains("helm -n media test reelmill")
                .contains("service/reelmill-gateway 8080")
                .contains("kind: MediaJob", "metadata: {name: first}");
    }

    @Test
    void an_operator_that_watches_everything_must_be_the_only_one() {
        assertThat(notes(Map.of())).contains(WARNING);
        assertThat(notes(Map.of("operator.watchNamespaces[0]", "films")))
                .doesNotContain(WARNING)
                .contains("metadata: {name: first, namespace: films}");
        assertThat(notes(Map.of("operator.enabled", "false"))).doesNotContain(WARNING, "MediaJob");
    }

    private static String notes(Map<String, String> settings) {
        InstallCommand install = new Helm(Chart.DIRECTORY)
                .install()
                .withName("reelmill")
                .withNamespace("media")
                .withKubeVersion("1.31.0")
                .withValuesFile(Chart.values("minimal"))
                .clientOnly()
                .dryRun();
        settings.forEach(install::set);
        String said = install.call().getOutput();
        return said.substring(said.indexOf("NOTES:"));
    }
}
