package io.reelmill.gateway.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Makes topics and share groups as they must be, as soon as Kafka answers; the gateway is not ready before. */
@Readiness
@ApplicationScoped
class TopicSetup implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(TopicSetup.class);
    private static final int REST_SECONDS = 2;

    private final TopicProvisioner topics;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "topic setup"));
    private volatile boolean done;

    TopicSetup(TopicProvisioner topics) {
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        thread.execute(this::ensure);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topics").status(done).build();
    }

    private void ensure() {
        try {
            topics.ensure(EnumSet.allOf(WorkQueue.class));
            done = true;
            thread.shutdown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.warnf("Topics cannot be made, trying again in %d s: %s", REST_SECONDS, e.getMessage());
            thread.schedule(this::ensure, REST_SECONDS, TimeUnit.SECONDS);
        }
    }
}
