package io.reelmill.gateway.claims;

import io.quarkus.vertx.http.ManagementInterface;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.message.Messages;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
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
            problem(exchange, ProblemCode.UNAUTHORIZED, "a bearer token is needed here");
            return;
        }
        if (exchange.request().headers().contains(HttpHeaders.ORIGIN)) {
            problem(exchange, ProblemCode.FOREIGN_ORIGIN, "this port serves no web pages");
            return;
        }
        Q question;
        try {
            String body = exchange.body().asString();
            question = reader.apply(body == null ? "" : body);
        } catch (Messages.UndecodableMessageException e) {
            problem(exchange, ProblemCode.BAD_REQUEST, e.getMessage());
            return;
        }
        answer.apply(exchange, question).subscribe().with(reply -> send(exchange, Messages.write(reply)), failure -> {
            LOG.warnf("%s cannot be answered now: %s", exchange.normalizedPath(), failure);
            problem(exchange, ProblemCode.UNAVAILABLE, "this cannot be answered now; ask again");
        });
    }

    private static void problem(RoutingContext exchange, ProblemCode code, String detail) {
        Problems.answer(exchange, ProblemException.of(code, detail));
    }

    private static void send(RoutingContext exchange, String body) {
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(body);
    }
}
