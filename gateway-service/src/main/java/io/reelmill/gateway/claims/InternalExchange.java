package io.reelmill.gateway.claims;

import io.quarkus.vertx.http.ManagementInterface;
import io.reelmill.common.message.Messages;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What the routes of the internal port have in common: who may ask, JSON in and out, and problems. */
@ApplicationScoped
public class InternalExchange {

    private static final Logger LOG = Logger.getLogger(InternalExchange.class);
    private static final int LARGEST_BODY = 16 * 1024;

    private final BearerToken token;

    InternalExchange(BearerToken token) {
        this.token = token;
    }

    /**
     * Serves a route.
     *
     * @param reader makes the question of the body; its {@code UndecodableMessageException} is answered with 400
     * @param answer what is answered, as a record that {@code Messages} can write; a failure is answered with 503
     */
    public <Q> void post(
            ManagementInterface internal,
            String path,
            Function<String, Q> reader,
            BiFunction<RoutingContext, Q, Uni<?>> answer) {
        internal.router()
                .post(path)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(exchange -> serve(exchange, reader, answer));
    }

    private <Q> void serve(
            RoutingContext exchange, Function<String, Q> reader, BiFunction<RoutingContext, Q, Uni<?>> answer) {
        if (!token.matches(exchange.request().getHeader(HttpHeaders.AUTHORIZATION))) {
            problem(exchange, 401, "unauthorized", "a bearer token is needed here");
            return;
        }
        if (exchange.request().headers().contains(HttpHeaders.ORIGIN)) {
            problem(exchange, 403, "foreign_origin", "this port serves no web pages");
            return;
        }
        Q question;
        try {
            String body = exchange.body().asString();
            question = reader.apply(body == null ? "" : body);
        } catch (Messages.UndecodableMessageException e) {
            problem(exchange, 400, "not_understood", e.getMessage());
            return;
        }
        answer.apply(exchange, question)
                .subscribe()
                .with(reply -> send(exchange, 200, "application/json", Messages.write(reply)), failure -> {
                    LOG.warnf("%s cannot be answered now: %s", exchange.normalizedPath(), failure);
                    problem(exchange, 503, "unavailable", "this cannot be answered now; ask again");
                });
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
