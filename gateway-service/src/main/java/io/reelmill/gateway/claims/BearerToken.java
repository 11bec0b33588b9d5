package io.reelmill.gateway.claims;

import io.quarkus.runtime.StartupEvent;
import io.reelmill.gateway.security.ApiToken;
import io.reelmill.gateway.security.ListenPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The token of the internal port; read for each request, so that a rotated secret is taken over without a restart. */
@ApplicationScoped
class BearerToken {

    private final ClaimsConfig config;
    private final String host;

    BearerToken(ClaimsConfig config, @ConfigProperty(name = "quarkus.management.host") String host) {
        this.config = config;
        this.host = host;
    }

    /** Nothing starts with a port that is open to others, or with a token that lets nobody in. */
    void check(@Observes @Priority(1) StartupEvent start) {
        config.tokenFile().ifPresent(ApiToken::read);
        ListenPolicy.INTERNAL.check(host, config.tokenFile().isPresent());
    }

    /** Whether the header may pass; any may when no token is configured. */
    boolean matches(String authorization) {
        return config.tokenFile().isEmpty()
                || ApiToken.read(config.tokenFile().get()).matches(authorization);
    }
}
