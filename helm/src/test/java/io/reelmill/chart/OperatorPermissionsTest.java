package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart grants the operator what its own list of permissions asks for: no more, and no less. */
class OperatorPermissionsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "watched, ClusterRole, media-reelmill-operator",
        "cluster, ClusterRole, media-reelmill-operator-definitions",
        "release, Role, reelmill-operator"
    })
    void each_list_is_granted_as_it_stands(String part, String kind, String name) throws IOException {
        PolicyRule[] asked = Serialization.unmarshal(
                Files.readString(Chart.ROOT.resolve("operator/rbac").resolve(part + ".yaml")), PolicyRule[].class);

        assertThat(granted(kind, name)).containsExactlyInAnyOrder(asked);
    }

    @Test
    void nobody_else_is_granted_anything() {
        assertThat(Chart.render("production"))
                .filteredOn(resource -> resource.getKind().endsWith("Role"))
                .extracting(resource -> resource.getMetadata().getName())
                .containsExactlyInAnyOrder(
                        "media-reelmill-operator", "media-reelmill-operator-definitions", "reelmill-operator");
    }

    private static List<PolicyRule> granted(String kind, String name) {
        Object rules = Chart.render("production").stream()
                .filter(resource -> resource.getKind().equals(kind)
                        && resource.getMetadata().getName().equals(name))
                .map(resource -> resource.<Object>get("rules"))
                .findFirst()
                .orElseThrow();
        return List.of(Serialization.unmarshal(Serialization.asYaml(rules), PolicyRule[].class));
    }
}
