package io.reelmill.gateway.terminations;

import io.quarkus.vertx.http.ManagementInterface;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.gateway.claims.InternalExchange;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code POST /internal/v1/workers/{id}/terminations}, on the internal port only. */
@ApplicationScoped
class TerminationRoute {

    private final TerminationDesk desk;
    private final InternalExchange exchanges;

    TerminationRoute(TerminationDesk desk, InternalExchange exchanges) {
        this.desk = desk;
        this.exchanges = exchanges;
    }

    void register(@Observes ManagementInterface internal) {
        exchanges.post(internal, "/internal/v1/workers/:id/terminations", TerminationRoute::read, this::answer);
    }

    private static Termination read(String body) {
        Termination death = Messages.read(body, Termination.class);
        if (Stream.of(death.reason(), death.at(), death.containerId()).anyMatch(Objects::isNull)) {
            throw new Messages.UndecodableMessageException("a termination has reason, at and containerId", null);
        }
        return death;
    }

    private Uni<?> answer(RoutingContext exchange, Termination death) {
        return desk.report(exchange.pathParam("id"), death)
                .map(attributions -> Map.of(
                        "attempts",
                        attributions.stream().map(TerminationRoute::told).toList()));
    }

    private static Map<String, Object> told(Attribution attribution) {
        return Map.of(
                "jobId", attribution.victim().jobId(),
                "taskId", attribution.victim().attempt().taskId(),
                "attempt", attribution.victim().attempt().number(),
                "outcome", attribution.outcome(),
                "detail", attribution.detail());
    }
}
