package io.reelmill.gateway.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the tables are there. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements HealthCheck {

    private final Migrator migrator;

    SchemaReadiness(Migrator migrator) {
        this.migrator = migrator;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database schema")
                .status(migrator.done())
                .build();
    }
}
