package io.reelmill.gateway.claims;

import io.quarkus.vertx.http.ManagementInterface;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code POST /internal/v1/claims} and {@code POST /internal/v1/claims/looks}, on the internal port only. */
@ApplicationScoped
class ClaimRoute {

    private final ClaimDesk desk;
    private final InternalExchange exchanges;

    ClaimRoute(ClaimDesk desk, InternalExchange exchanges) {
        this.desk = desk;
        this.exchanges = exchanges;
    }

    void register(@Observes ManagementInterface internal) {
        exchanges.post(internal, "/internal/v1/claims", ClaimRoute::read, (exchange, request) -> desk.answer(request));
        exchanges.post(
                internal, "/internal/v1/claims/looks", ClaimRoute::read, (exchange, request) -> desk.look(request));
    }

    private static Claim.Request read(String body) {
        Claim.Request request = Messages.read(body, Claim.Request.class);
        boolean whole = Stream.of(
                        request.jobId(),
                        request.taskId(),
                        request.workerId(),
                        request.incarnation(),
                        request.delivery())
                .allMatch(Objects::nonNull);
        if (!whole) {
            throw new Messages.UndecodableMessageException("a claim names job, task, worker and delivery", null);
        }
        return request;
    }
}
