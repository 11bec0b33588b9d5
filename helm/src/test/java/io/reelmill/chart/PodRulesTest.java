package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pod of every installation. */
class PodRulesTest {

    /** Longest that a service takes to hand back its work: `reelmill.worker.drain` and its shutdown timeout. */
    private static final int ORDERLY_STOP_SECONDS = 25;

    static List<String> installations() {
        return Chart.MATRIX;
    }

    @ParameterizedTest
    @MethodSource("installations")
    void runs_without_root_and_without_rights(String installation) {
        for (GenericKubernetesResource resource : Chart.render(installation)) {
            Chart.podSpec(resource).ifPresent(spec -> {
                Map<?, ?> pod = (Map<?, ?>) spec.get("securityContext");
                assertThat(pod.get("runAsNonRoot")).as(name(resource)).isEqualTo(true);
                assertThat(pod.get("seccompProfile").toString()).contains("RuntimeDefault");
                if (!resource.getMetadata().getName().endsWith("-operator")) {
                    assertThat(spec.get("automountServiceAccountToken"))
                            .as(name(resource))
                            .isEqualTo(false);
                }
                Chart.containers(spec).forEach(container -> {
                    Map<?, ?> security = (Map<?, ?>) container.get("securityContext");
                    assertThat(security.get("allowPrivilegeEscalation")).isEqualTo(false);
                    assertThat(security.get("capabilities").toString()).contains("ALL");
                    boolean writesItsConfiguration = container.get("name").equals("kafka");
                    assertThat(security.get("readOnlyRootFilesystem"))
                            .as(name(resource))
                            .isEqualTo(!writesItsConfiguration);
                });
            });
        }
    }

    @ParameterizedTest
    @MethodSource("installations")
    void has_resources_and_is_looked_at(String installation) {
        for (GenericKubernetesResource resource : Chart.render(installation)) {
            Chart.podSpec(resource).ifPresent(spec -> Chart.containers(spec).forEach(container -> {
                Map<?, ?> resources = (Map<?, ?>) container.get("resources");
                for (String bound : List.of("requests", "limits")) {
                    assertThat(((Map<?, ?>) resources.get(bound)).keySet().toString())
                            .as("%s of %s", bound, name(resource))
                            .contains("cpu", "memory");
                }
                if (!resource.getKind().equals("Pod")) {
                    assertThat(container).containsKeys("startupProbe", "livenessProbe", "readinessProbe");
                }
            }));
        }
    }

    @ParameterizedTest
    @MethodSource("installations")
    void a_deployment_gets_the_time_to_hand_back_its_work_and_may_be_moved_one_pod_at_a_time(String installation) {
        List<GenericKubernetesResource> all = Chart.render(installation);
        for (GenericKubernetesResource deployment : all) {
            if (deployment.getKind().equals("Deployment")) {
                int grace = deployment.get("spec", "template", "spec", "terminationGracePeriodSeconds");
                assertThat(grace).as(name(deployment)).isGreaterThan(ORDERLY_STOP_SECONDS);
                assertThat(all).as(name(deployment)).anySatisfy(budget -> {
                    assertThat(budget.getKind()).isEqualTo("PodDisruptionBudget");
                    assertThat(budget.<Object>get("spec", "selector"))
                            .isEqualTo(deployment.<Object>get("spec", "selector"));
                    assertThat(budget.<Object>get("spec", "maxUnavailable")).isEqualTo(1);
                    assertThat(budget.<Object>get("spec", "unhealthyPodEvictionPolicy"))
                            .isEqualTo("AlwaysAllow");
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("installations")
    void an_upgrade_replaces_some_workers_at_a_time_and_gateways_only_when_others_are_ready(String installation) {
        for (GenericKubernetesResource deployment : Chart.render(installation)) {
            if (deployment.getKind().equals("Deployment")) {
                assertThat(deployment.<Object>get("spec", "strategy", "type")).isIn(null, "RollingUpdate");
                Object unavailable = deployment.get("spec", "strategy", "rollingUpdate", "maxUnavailable");
                assertThat(unavailable)
                        .as(name(deployment))
                        .isIn(name(deployment).endsWith("-gateway") ? List.of(0) : List.of(1, "25%"));
            }
        }
    }

    private static String name(GenericKubernetesResource resource) {
        return resource.getKind() + " " + resource.getMetadata().getName();
    }
}
