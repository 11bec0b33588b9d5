package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.TestingGateway;
import io.reelmill.cli.gateway.GatewayClient;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FleetStatusIT {

    private final StatusText text = new StatusText(Instant.parse("2026-01-01T00:10:00Z"));

    @Test
    void what_the_gateway_cannot_tell_hides_nothing_else() throws Exception {
        try (TestingGateway gateway = new TestingGateway()) {
            gateway.always(
                            "GET /api/v1/workers",
                            503,
                            "{\"code\":\"UNAVAILABLE\",\"detail\":\"Redis, which knows the workers, cannot be reached\"}")
                    .always(
                            "GET /api/v1/jobs/j1/tasks",
                            200,
                            "{\"items\":[{\"id\":\"plan\",\"kind\":\"PLAN\",\"state\":\"RUNNING\",\"queue\":\"PLAN\","
                                    + "\"attempts\":[{\"number\":1,\"worker\":\"chunker-1\"}]}]}")
                    .always(
                            "GET /api/v1/jobs",
                            200,
                            "{\"items\":[{\"id\":\"j1\",\"state\":\"ENCODING\",\"createdAt\":\"2026-01-01T00:09:00Z\"}]}")
                    .always(
                            "GET /api/v1/queues",
                            200,
                            "{\"items\":[{\"queue\":\"SMALL\",\"waiting\":7,\"released\":4,\"running\":2}]}");
            new FleetStatus(new GatewayClient(gateway.url(), null)).show(text, true);
        }
        assertThat(text.lines())
                .contains("workers: Redis, which knows the workers, cannot be reached")
                .anyMatch(line -> line.startsWith("j1   ENCODING"))
                .anyMatch(line -> line.startsWith("plan  RUNNING  PLAN"))
                .anyMatch(line -> line.startsWith("SMALL  7"));
    }

    @Test
    void a_gateway_that_is_not_there_is_told_once() throws Exception {
        TestingGateway gateway = new TestingGateway();
        gateway.close();

        new FleetStatus(new GatewayClient(gateway.url(), null)).show(text, true);

        assertThat(text.lines()).filteredOn(line -> !line.isEmpty()).hasSize(1);
        assertThat(text.lines().get(1)).startsWith("the gateway does not answer");
    }
}
