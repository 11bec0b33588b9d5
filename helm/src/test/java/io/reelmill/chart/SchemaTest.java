package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that make no sense are refused before anything is rendered, by the name of what is wrong. */
class SchemaTest {

    private static final Path BASE = Chart.values("minimal");

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            gateway.replicas            | -1
            gateway.replicas            | two
            gateway.memory              | 768
            gateway.memory              | 1.5Gi
            gateway.port                | 80
            gateway.serviceType         | Public
            workers.small.memory        | 1G
            workers.small.cpu           | 0
            workers.small.cpu           | 500m
            workers.huge                | 1
            workers.large.terminationGracePeriodSeconds | 5
            merge.slots                 | 0
            chunker.scratch             | lots
            kafka.bootstrapServers      | kafka
            kafka.replicationFactor     | 1.5
            kafka.security.protocol     | TLS
            kafka.security.mechanism    | PASSWORD
            kafka.security.password     | hunter2
            redis.url                   | http://redis:6379
            database.sslMode            | sometimes
            database.host               | postgresql://user:secret@host
            storage.endpoint            | s3.example.com
            storage.endpoint            | https://key:secret@s3.example.com
            storage.bucket              | My_Bucket
            storage.secretKey           | hunter2
            auth.token                  | hunter2
            image.pullPolicy            | Sometimes
            ingress.enabled             | perhaps
            monitoring.interval         | often
            keda.prometheus             | prometheus:9090
            env.reelmill                | 1
            networkpolicy               | true
            networkPolicy.apiServerPorts[0] | 0
            networkPolicy.apiServerPorts[0] | https
            """)
    void nonsense_is_refused(String key, String value) {
        String named = key.substring(key.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
        assertThatThrownBy(() -> Chart.text(BASE, Map.of(key, value)))
                .as("%s=%s", key, value)
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(named);
    }

    @Test
    void sense_is_accepted() {
        assertThatCode(() -> Chart.text(
                        BASE,
                        Map.of("workers.small.memory", "1536Mi", "merge.cpu", "1500m", "env.REELMILL_RETRY_LOST", "5")))
                .doesNotThrowAnyException();
    }
}
