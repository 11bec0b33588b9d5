package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods may go where their addresses lead, however those are written. */
class NetworkPolicyTest {

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            storage.endpoint       | http://s3:9001                         | 9092 6379 9001
            storage.endpoint       | http://s3:9001/                        | 9092 6379 9001
            storage.endpoint       | http://s3:9001/path/of/a/proxy         | 9092 6379 9001
            storage.endpoint       | http://s3/path                         | 9092 6379 80
            storage.endpoint       | http://s3                              | 9092 6379 80
            storage.endpoint       | https://s3.eu-central-1.amazonaws.com  | 9092 6379 443
            storage.endpoint       | https://s3.example.com:8443/path:7     | 9092 6379 8443
            storage.endpoint       | http://[fd00::1]:9001/path             | 9092 6379 9001
            storage.endpoint       | http://[fd00::1]                       | 9092 6379 80
            redis.url              | redis://redis                          | 9092 6379 9000
            redis.url              | redis://redis/1                        | 9092 6379 9000
            redis.url              | redis://redis:6380/1                   | 9092 6380 9000
            redis.url              | rediss://redis:6380?verifyPeer=NONE    | 9092 6380 9000
            redis.url              | rediss://one:6380,rediss://two:6381    | 9092 6380 6381 9000
            kafka.bootstrapServers | kafka-1:9093                           | 9093 6379 9000
            kafka.bootstrapServers | kafka-1:9093,kafka-2:9094,kafka-3:9093 | 9093 9094 6379 9000
            """)
    void services_may_go_where_their_addresses_lead(String key, String address, String ports) {
        Map<String, String> settings = Map.of(key, address);
        List<Integer> servers =
                List.of(ports.split(" ")).stream().map(Integer::valueOf).toList();

        assertThat(servers("worker-small", settings)).isEqualTo(servers);
        assertThat(servers("gateway", settings))
                .startsWith(servers.toArray(Integer[]::new))
                .endsWith(5432);
    }

    @Test
    void the_operator_may_go_to_the_api_server_where_that_is() {
        assertThat(servers("operator", Map.of())).containsExactly(443, 6443);
        assertThat(servers("operator", Map.of("networkPolicy.apiServerPorts[0]", "8443")))
                .containsExactly(8443);
    }

    /** Ports that a component may go to anywhere, without that of DNS. */
    private static List<Integer> servers(String component, Map<String, String> settings) {
        GenericKubernetesResource policy = Chart.parse(Chart.text(Chart.values("minimal"), settings)).stream()
                .filter(resource -> resource.getKind().equals("NetworkPolicy"))
                .filter(resource -> resource.getMetadata().getName().equals("reelmill-" + component))
                .findFirst()
                .orElseThrow();
        JsonNode egress = new ObjectMapper().valueToTree(policy.<Object>get("spec", "egress"));
        return egress.get(1).findValues("port").stream().map(JsonNode::asInt).toList();
    }
}
