package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The servers of an installation for trying out are where its services look for them, and take what those send. */
class EvaluationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Ports that differ from the usual ones, so that none fits by chance. */
    private final List<GenericKubernetesResource> all = Chart.parse(Chart.text(
            Chart.values("evaluation"),
            Map.of("database.port", 15432, "database.name", "films", "gateway.port", 18080)));

    @ParameterizedTest
    @CsvSource({
        "reelmill-gateway,      KAFKA_BOOTSTRAP_SERVERS,         reelmill-kafka",
        "reelmill-gateway,      QUARKUS_REDIS_HOSTS,             reelmill-redis",
        "reelmill-gateway,      QUARKUS_DATASOURCE_REACTIVE_URL, reelmill-postgres",
        "reelmill-gateway,      QUARKUS_DATASOURCE_JDBC_URL,     reelmill-postgres",
        "reelmill-gateway,      REELMILL_STORAGE_ENDPOINT,       reelmill-s3",
        "reelmill-chunker,      REELMILL_STORAGE_ENDPOINT,       reelmill-s3",
        "reelmill-merge,        KAFKA_BOOTSTRAP_SERVERS,         reelmill-kafka",
        "reelmill-worker-small, KAFKA_BOOTSTRAP_SERVERS,         reelmill-kafka",
        "reelmill-worker-small, QUARKUS_REDIS_HOSTS,             reelmill-redis",
        "reelmill-worker-large, REELMILL_STORAGE_ENDPOINT,       reelmill-s3"
    })
    void an_address_leads_through_a_service_and_both_policies_to_the_server(
            String client, String variable, String server) {
        URI address = address(environment(named("Deployment", client)).get(variable));
        int port = address.getPort();

        JsonNode service = named("Service", address.getHost());
        JsonNode statefulSet = named("StatefulSet", server);
        assertThat(address.getHost()).isEqualTo(server);
        assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(port);
        assertThat(service.at("/spec/ports/0/targetPort").asInt()).isEqualTo(port);
        assertThat(labels(statefulSet)).containsAllEntriesOf(map(service.at("/spec/selector")));
        assertThat(container(statefulSet).at("/ports/0/containerPort").asInt()).isEqualTo(port);
        assertThat(container(statefulSet).at("/readinessProbe/tcpSocket/port").asText())
                .isEqualTo(container(statefulSet).at("/ports/0/name").asText());

        JsonNode in = named("NetworkPolicy", server);
        assertThat(labels(statefulSet)).containsAllEntriesOf(map(in.at("/spec/podSelector/matchLabels")));
        assertThat(in.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(port);
        assertThat(labels(named("Deployment", client)))
                .containsAllEntriesOf(map(in.at("/spec/ingress/0/from/0/podSelector/matchLabels")));
        JsonNode out = named("NetworkPolicy", client);
        assertThat(out.at("/spec/egress/1/ports").findValues("port"))
                .extracting(JsonNode::asInt)
                .contains(port);
        assertThat(out.at("/spec/egress/1").has("to")).isFalse();
    }

    @Test
    void each_server_listens_where_its_service_leads() {
        assertThat(environment(named("StatefulSet", "reelmill-kafka")))
                .containsEntry("KAFKA_LISTENERS", "CLIENT://:9092,CONTROLLER://:9093")
                .containsEntry("KAFKA_ADVERTISED_LISTENERS", "CLIENT://reelmill-kafka:9092");
        assertThat(environment(named("StatefulSet", "reelmill-s3")))
                .containsEntry("S3PROXY_ENDPOINT", "http://0.0.0.0:9090")
                .containsEntry("JCLOUDS_FILESYSTEM_BASEDIR", "/data");
        assertThat(environment(named("StatefulSet", "reelmill-postgres")))
                .containsEntry("PGPORT", "15432")
                .containsEntry("POSTGRES_DB", "films");
        assertThat(environment(named("Deployment", "reelmill-gateway")).get("QUARKUS_DATASOURCE_JDBC_URL"))
                .endsWith(":15432/films?sslmode=disable");
    }

    @Test
    void servers_and_services_take_names_and_passwords_from_the_same_keys_of_the_same_secrets() {
        JsonNode gateway = container(named("Deployment", "reelmill-gateway"));
        JsonNode postgres = container(named("StatefulSet", "reelmill-postgres"));
        assertThat(secretKey(postgres, "POSTGRES_USER")).isEqualTo(secretKey(gateway, "QUARKUS_DATASOURCE_USERNAME"));
        assertThat(secretKey(postgres, "POSTGRES_PASSWORD"))
                .isEqualTo(secretKey(gateway, "QUARKUS_DATASOURCE_PASSWORD"));

        JsonNode s3 = container(named("StatefulSet", "reelmill-s3"));
        Map<String, String> worker = environment(named("Deployment", "reelmill-worker-small"));
        JsonNode volumes = named("Deployment", "reelmill-worker-small").at("/spec/template/spec/volumes");
        String secret = StreamSupport.stream(volumes.spliterator(), false)
                .filter(volume -> volume.get("name").asText().equals("storage"))
                .map(volume -> volume.at("/secret/secretName").asText())
                .collect(Collectors.joining());
        assertThat(secretKey(s3, "S3PROXY_IDENTITY")).isEqualTo(secret + "/access-key");
        assertThat(secretKey(s3, "S3PROXY_CREDENTIAL")).isEqualTo(secret + "/secret-key");
        assertThat(worker.get("REELMILL_STORAGE_ACCESS_KEY_FILE")).endsWith("/storage/access-key");
        assertThat(worker.get("REELMILL_STORAGE_SECRET_KEY_FILE")).endsWith("/storage/secret-key");
    }

    private static URI address(String value) {
        String bare = value.replace("jdbc:", "");
        return URI.create(bare.contains("://") ? bare : "kafka://" + bare);
    }

    private JsonNode named(String kind, String name) {
        return all.stream()
                .filter(resource -> resource.getKind().equals(kind))
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .map(resource -> JSON.<JsonNode>valueToTree(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    private static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    private static Map<String, String> labels(JsonNode workload) {
        return map(workload.at("/spec/template/metadata/labels"));
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.fields()
                .forEachRemaining(
                        entry -> map.put(entry.getKey(), entry.getValue().asText()));
        assertThat(map).isNotEmpty();
        return map;
    }

    private static Map<String, String> environment(JsonNode workload) {
        Map<String, String> variables = new TreeMap<>();
        container(workload)
                .get("env")
                .forEach(variable -> variables.put(
                        variable.get("name").asText(), variable.path("value").asText()));
        return variables;
    }

    private static String secretKey(JsonNode container, String variable) {
        JsonNode reference = StreamSupport.stream(container.get("env").spliterator(), false)
                .filter(entry -> entry.get("name").asText().equals(variable))
                .map(entry -> entry.at("/valueFrom/secretKeyRef"))
                .findFirst()
                .orElseThrow();
        return reference.get("name").asText() + "/" + reference.get("key").asText();
    }
}
