package io.reelmill.messaging.worker;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.messaging.kafka.TopicProvisioner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the broker answers and holds records longer than the longest task: else an encode would be handed out twice. */
@Readiness
@ApplicationScoped
class WorkerReadiness implements HealthCheck {

    private final Instance<TaskRunner> runner;
    private final TopicProvisioner topics;
    private final Identity identity;
    private final WorkerConfig config;

    WorkerReadiness(Instance<TaskRunner> runner, TopicProvisioner topics, Identity identity, WorkerConfig config) {
        this.runner = runner;
        this.topics = topics;
        this.identity = identity;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("work queues");
        if (runner.isUnsatisfied()) {
            return health.up().build();
        }
        try {
            boolean longEnough = true;
            for (WorkQueue queue : identity.queues()) {
                Duration lock = topics.recordLock(queue);
                longEnough &= lock.compareTo(config.hardLimit()) > 0;
                health.withData(queue.name(), "lock " + lock + ", hard limit " + config.hardLimit());
            }
            return health.status(longEnough).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return health.down().build();
        } catch (Exception e) {
            return health.down().withData("detail", e.toString()).build();
        }
    }
}
