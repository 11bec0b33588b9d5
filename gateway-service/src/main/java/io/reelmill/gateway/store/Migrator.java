package io.reelmill.gateway.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the schema up to date, as soon as PostgreSQL can be reached. Several replicas may try at once: Flyway lets
 * one in at a time. Until it is done the gateway is not ready.
 */
@ApplicationScoped
class Migrator {

    private static final Logger LOG = Logger.getLogger(Migrator.class);
    private static final int LONGEST_REST_SECONDS = 5;

    private final Flyway flyway;
    private final Event<SchemaReady> ready;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "migrator"));
    private volatile boolean done;

    Migrator(Flyway flyway, Event<SchemaReady> ready) {
        this.flyway = flyway;
        this.ready = ready;
    }

    void start(@Observes @Priority(10) StartupEvent event) {
        thread.execute(() -> migrate(1));
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    boolean done() {
        return done;
    }

    private void migrate(int attempt) {
        try {
            flyway.migrate();
        } catch (RuntimeException e) {
            int rest = Math.min(attempt, LONGEST_REST_SECONDS);
            LOG.warnf("The database cannot be prepared, trying again in %d s: %s", rest, firstLine(e));
            thread.schedule(() -> migrate(attempt + 1), rest, TimeUnit.SECONDS);
            return;
        }
        LOG.info("The database is prepared");
        done = true;
        ready.fire(new SchemaReady());
        thread.shutdown();
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no message");
    }
}
