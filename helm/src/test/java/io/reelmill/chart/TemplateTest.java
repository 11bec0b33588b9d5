package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the installations of the matrix consist of. */
class TemplateTest {

    private static final Set<String> SERVICES = Set.of(
            "reelmill-gateway",
            "reelmill-chunker",
            "reelmill-worker-small",
            "reelmill-worker-standard",
            "reelmill-worker-large",
            "reelmill-merge",
            "reelmill-operator");

    @Test
    void a_minimal_installation_is_the_services_and_nothing_optional() {
        List<GenericKubernetesResource> all = Chart.render("minimal");
        assertThat(names(all, "Deployment")).containsAll(SERVICES);
        assertThat(all)
                .extracting(GenericKubernetesResource::getKind)
                .doesNotContain(
                        "StatefulSet", "Ingress", "HTTPRoute", "ServiceMonitor", "PrometheusRule", "ScaledObject");
    }

    @Test
    void the_definitions_are_those_of_the_repository_and_stay_when_the_release_goes() throws IOException {
        List<GenericKubernetesResource> rendered = of(Chart.render("minimal"), "CustomResourceDefinition");
        List<GenericKubernetesResource> own = new ArrayList<>();
        try (Stream<Path> files = Files.list(Chart.ROOT.resolve("k8s/crds"))) {
            for (Path file : files.sorted().toList()) {
                own.addAll(Chart.parse(Files.readString(file)));
            }
        }
        assertThat(rendered.stream().map(TemplateTest::definition))
                .containsExactlyElementsOf(
                        own.stream().map(TemplateTest::definition).toList())
                .isNotEmpty();
        assertThat(rendered).allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations())
                .containsEntry("helm.sh/resource-policy", "keep"));
    }

    @Test
    void production_makes_no_secret_and_no_server_and_watches_everything() {
        List<GenericKubernetesResource> all = Chart.render("production");
        assertThat(all)
                .extracting(GenericKubernetesResource::getKind)
                .doesNotContain("Secret", "StatefulSet")
                .contains("Ingress", "ServiceMonitor", "PrometheusRule", "NetworkPolicy");
        Map<String, String> gateway = environment(all, "reelmill-gateway");
        assertThat(gateway)
                .containsEntry("REELMILL_KAFKA_REPLICATION_FACTOR", "3")
                .containsEntry(
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "jdbc:postgresql://postgres.databases.svc:5432/reelmill?sslmode=verify-full");
    }

    @Test
    void evaluation_brings_its_servers() {
        List<GenericKubernetesResource> all = Chart.render("evaluation");
        assertThat(names(all, "StatefulSet"))
                .containsExactly("reelmill-kafka", "reelmill-postgres", "reelmill-redis", "reelmill-s3");
        assertThat(environment(all, "reelmill-worker-small"))
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "reelmill-kafka:9092")
                .containsEntry("REELMILL_STORAGE_ENDPOINT", "http://reelmill-s3:9090");
    }

    @Test
    void with_keda_each_class_is_scaled_by_its_own_waiting_work() {
        List<GenericKubernetesResource> all = Chart.render("keda");
        List<GenericKubernetesResource> scaled = of(all, "ScaledObject");
        assertThat(scaled).hasSize(2);
        for (GenericKubernetesResource object : scaled) {
            String target = object.get("spec", "scaleTargetRef", "name");
            assertThat(named(all, "Deployment", target).<Object>get("spec", "replicas"))
                    .as(target)
                    .isNull();
            String queue = target.replace("reelmill-worker-", "").toUpperCase(Locale.ROOT);
            Object triggers = object.get("spec", "triggers");
            assertThat(triggers.toString()).contains("queue=\"" + queue + "\"");
            assertThat(object.<Object>get("spec", "minReplicaCount")).isEqualTo(0);
        }
    }

    @Test
    void a_worker_has_one_slot_and_tells_its_tasks_what_its_own_process_leaves_of_the_limit() {
        List<GenericKubernetesResource> all = Chart.render("minimal");
        assertThat(environment(all, "reelmill-worker-small"))
                .containsEntry("REELMILL_WORKER_QUEUES", "SMALL")
                .containsEntry("REELMILL_WORKER_SLOTS", "1")
                .containsEntry("REELMILL_WORKER_MEMORY", "768M")
                .containsEntry("REELMILL_WORKER_GATEWAY", "http://reelmill-gateway-internal:9000");
        assertThat(environment(all, "reelmill-gateway"))
                .containsEntry("REELMILL_MEMORY_SMALL", "768M")
                .containsEntry("REELMILL_MEMORY_STANDARD", "2304M")
                .containsEntry("REELMILL_MEMORY_LARGE", "7936M")
                .containsEntry("REELMILL_OOM_CLASSES", "SMALL,STANDARD,LARGE");
    }

    @Test
    void the_operator_may_act_where_it_is_told_and_nowhere_else() {
        assertThat(names(Chart.render("minimal"), "ClusterRoleBinding"))
                .containsExactly("media-reelmill-operator", "media-reelmill-operator-definitions");
        String text = Chart.text(Chart.values("minimal"), Map.of("operator.watchNamespaces[0]", "films"));
        List<GenericKubernetesResource> named = Chart.parse(text);
        assertThat(names(named, "ClusterRoleBinding")).containsExactly("media-reelmill-operator-definitions");
        assertThat(of(named, "RoleBinding"))
                .extracting(binding -> binding.getMetadata().getNamespace())
                .containsExactlyInAnyOrder("films", null);
        assertThat(environment(named, "reelmill-operator"))
                .containsEntry("QUARKUS_OPERATOR_SDK_NAMESPACES", "films")
                .containsEntry("REELMILL_OPERATOR_GATEWAY_URL", "http://reelmill-gateway:8080");
        for (GenericKubernetesResource role : of(named, "ClusterRole")) {
            assertThat(role.<Object>get("rules").toString()).doesNotContain("*", "secrets");
        }
    }

    @Test
    void a_class_that_is_not_installed_is_not_offered_to_the_gateway() {
        List<GenericKubernetesResource> all = Chart.render("keda");
        assertThat(names(all, "Deployment")).doesNotContain("reelmill-worker-standard");
        assertThat(environment(all, "reelmill-gateway")).containsEntry("REELMILL_OOM_CLASSES", "SMALL,LARGE");
    }

    @Test
    void a_short_source_is_cut_into_enough_chunks_for_all_workers() {
        assertThat(environment(Chart.render("production"), "reelmill-chunker"))
                .containsEntry("REELMILL_CHUNKER_CHUNKS_PARALLEL", String.valueOf(4 * (8 + 4 + 2)));
    }

    @Test
    void every_variable_of_ours_is_a_key_that_a_service_knows() throws IOException {
        Set<String> keys = Pattern.compile("`(reelmill\\.[a-z.-]+)`")
                .matcher(Files.readString(Chart.ROOT.resolve("docs/configuration.md")))
                .results()
                .map(key ->
                        key.group(1).toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                .collect(Collectors.toSet());
        for (GenericKubernetesResource resource : Chart.render("production")) {
            Chart.podSpec(resource).stream()
                    .flatMap(Chart::containers)
                    .flatMap(container -> Chart.environment(container).keySet().stream())
                    .filter(variable -> variable.startsWith("REELMILL_"))
                    .forEach(variable -> assertThat(keys)
                            .as("in %s", resource.getMetadata().getName())
                            .contains(variable));
        }
    }

    @Test
    void every_service_reaches_brokers_as_they_ask_for_it_with_what_secrets_hold() {
        List<GenericKubernetesResource> production = Chart.render("production");
        for (String service : SERVICES) {
            if (!service.equals("reelmill-operator")) {
                assertThat(environment(production, service))
                        .as(service)
                        .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL")
                        .containsEntry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512")
                        .containsEntry("KAFKA_SSL_TRUSTSTORE_TYPE", "PEM");
                assertThat(named(production, "Deployment", service).toString())
                        .as(service)
                        .containsPattern("KAFKA_SASL_JAAS_CONFIG, valueFrom=.{0,40}name=reelmill-kafka")
                        .containsPattern("KAFKA_SSL_TRUSTSTORE_CERTIFICATES, valueFrom=.{0,40}name=kafka-ca");
            }
        }
        assertThat(environment(Chart.render("minimal"), "reelmill-gateway"))
                .doesNotContainKeys("KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_MECHANISM");
        assertThat(environment(
                        Chart.parse(Chart.text(Chart.values("minimal"), Map.of("kafka.security.protocol", "SSL"))),
                        "reelmill-gateway"))
                .containsEntry("KAFKA_SECURITY_PROTOCOL", "SSL")
                .doesNotContainKeys("KAFKA_SASL_MECHANISM", "KAFKA_SSL_TRUSTSTORE_TYPE");
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() -> Chart.text(Chart.values("minimal"), Map.of("kafka.security.protocol", "SASL_SSL")))
                .hasMessageContaining("kafka.security.existingSecret");
        assertThatThrownBy(() -> Chart.text(Chart.DIRECTORY.resolve("values.yaml"), Map.of()))
                .hasMessageContaining("set evaluation.enabled");
        assertThatThrownBy(() -> Chart.text(Chart.values("minimal"), Map.of("workers.small.memory", "300Mi")))
                .hasMessageContaining("128 MiB are needed");
    }

    /** With numbers as numbers, however they are written. */
    private static CustomResourceDefinitionSpec definition(GenericKubernetesResource crd) {
        return Serialization.unmarshal(Serialization.asYaml(crd), CustomResourceDefinition.class)
                .getSpec();
    }

    static Map<String, String> environment(List<GenericKubernetesResource> all, String deployment) {
        return Chart.podSpec(named(all, "Deployment", deployment)).stream()
                .flatMap(Chart::containers)
                .map(Chart::environment)
                .findFirst()
                .orElseThrow();
    }

    private static GenericKubernetesResource named(List<GenericKubernetesResource> all, String kind, String name) {
        return only(
                all,
                resource -> resource.getKind().equals(kind)
                        && resource.getMetadata().getName().equals(name));
    }

    private static GenericKubernetesResource only(
            List<GenericKubernetesResource> all, Predicate<GenericKubernetesResource> wanted) {
        List<GenericKubernetesResource> found = all.stream().filter(wanted).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<GenericKubernetesResource> of(List<GenericKubernetesResource> all, String kind) {
        return all.stream().filter(resource -> resource.getKind().equals(kind)).toList();
    }

    private static Set<String> names(List<GenericKubernetesResource> all, String kind) {
        return of(all, kind).stream()
                .map(resource -> resource.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
