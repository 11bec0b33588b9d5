package io.reelmill.gateway.security;

import io.quarkus.runtime.StartupEvent;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.problem.Problems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Stands before every address of the public port: before the body is read and before an address is known to exist. What is
 * open to everybody is a short list of addresses, compared as they were sent: routers differ in what they take slashes,
 * dots, semicolons and percent signs for, and an unusual way to write an address must not be a way around the gate.
 */
@ApplicationScoped
class ApiGate {

    private static final Logger LOG = Logger.getLogger(ApiGate.class);

    /** Before the first route of the framework that looks at a request's size. */
    private static final int FIRST = -1000;

    /** The description of the API, and the page, which asks for the token itself. */
    static final Set<String> OPEN = Set.of(
            "/q/openapi",
            "/q/openapi.json",
            "/q/openapi.yaml",
            "/q/openapi.yml",
            "/",
            "/index.html",
            "/page.css",
            "/page.js");

    private final Optional<ApiToken> token;
    private final OriginPolicy origins;
    private final String host;

    ApiGate(ApiConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.token =
                config.tokenFile().map(ApiToken::read).or(() -> config.token().map(ApiToken::of));
        this.origins = new OriginPolicy(host);
        this.host = host;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        ListenPolicy.API.check(host, token.isPresent());
        LOG.infof("API on %s, %s", host, token.isPresent() ? "with a token" : "without a token (loopback only)");
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::admit);
    }

    private void admit(RoutingContext request) {
        Optional<ProblemException> refusal =
                token.isPresent() ? unauthorized(request.request()) : origins.refusal(request.request());
        if (refusal.isEmpty()) {
            request.next();
            return;
        }
        if (refusal.get().code() == ProblemCode.UNAUTHORIZED) {
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"reelmill\"");
        }
        Problems.answer(request, refusal.get());
    }

    private Optional<ProblemException> unauthorized(HttpServerRequest asked) {
        boolean welcome = OPEN.contains(asked.path()) || token.get().matches(asked.getHeader("Authorization"));
        return welcome
                ? Optional.empty()
                : Optional.of(ProblemException.of(
                        ProblemCode.UNAUTHORIZED, "send the header Authorization: Bearer with the API token"));
    }
}
