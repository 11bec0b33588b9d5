package io.reelmill.gateway.claims;

import io.quarkus.vertx.http.ManagementInterface;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** {@code POST /internal/v1/claims}, on the internal port only. */
@ApplicationScoped
class ClaimRoute {

    private static final Logger LOG = Logger.getLogger(ClaimRoute.class);
    private static final String PATH = "/internal/v1/claims";
    private static final int LARGEST_BODY = 16 * 1024;

    private final ClaimDesk desk;
    private final BearerToken token;

    ClaimRoute(ClaimDesk desk, BearerToken token) {
        this.desk = desk;
        this.token = token;
    }

    void register(@Observes ManagementInterface internal) {
        internal.router()
                .post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        if (!token.matches(exchange.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            problem(exchange, 401, "unauthorized", "a bearer token is needed here");
            return;
        }
        Claim.Request request;
        try {
            request = read(exchange.body().asString());
        } catch (Messages.UndecodableMessageException e) {
            problem(exchange, 400, "not_a_claim", e.getMessage());
            return;
        }
        desk.answer(request)
                .subscribe()
                .with(answer -> send(exchange, 200, "application/json", Messages.write(answer)), failure -> {
                    LOG.warnf("Job %s: a claim cannot be answered now: %s", request.jobId(), failure);
                    problem(exchange, 503, "unavailable", "the claim cannot be answered now; ask again");
                });
    }

    private static Claim.Request read(String body) {
        Claim.Request request = Messages.read(body == null ? "" : body, Claim.Request.class);
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

    private static void problem(RoutingContext exchange, int status, String code, String detail) {
        Map<String, Object> problem = Map.of("status", status, "code", code, "detail", detail);
        send(exchange, status, "application/problem+json", Messages.write(problem));
    }

    private static void send(RoutingContext exchange, int status, String type, String body) {
        exchange.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .end(body);
    }
}
