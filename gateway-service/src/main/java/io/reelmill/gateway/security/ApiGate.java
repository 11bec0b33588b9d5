package io.reelmill.gateway.security;

import io.quarkus.runtime.StartupEvent;
import io.reelmill.gateway.problem.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Stands before everything under {@code /api}: before the body is read and before an address is known to exist. */
@ApplicationScoped
class ApiGate {

    private static final Logger LOG = Logger.getLogger(ApiGate.class);

    /** Before the first route of the framework that looks at a request's size. */
    private static final int FIRST = -1000;

    private final Optional<ApiToken> token;
    private final String host;

    ApiGate(ApiConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.token =
                config.tokenFile().map(ApiToken::read).or(() -> config.token().map(ApiToken::of));
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        ListenPolicy.check(host, token.isPresent());
        LOG.infof("API on %s, %s", host, token.isPresent() ? "with a token" : "without a token (loopback only)");
    }

    void install(@Observes Router router) {
        router.route("/api/*").order(FIRST).handler(this::admit);
    }

    private void admit(RoutingContext request) {
        if (token.isEmpty() || token.get().matches(request.request().getHeader("Authorization"))) {
            request.next();
            return;
        }
        request.response().putHeader("WWW-Authenticate", "Bearer realm=\"reelmill\"");
        Problems.answer(
                request,
                ProblemException.of(
                        ProblemCode.UNAUTHORIZED, "send the header Authorization: Bearer with the API token"));
    }
}
