package io.reelmill.operator.pods;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Reason;
import io.reelmill.common.job.WorkQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;

/** Which workers keep dying without a task, and on which node each pod is. Thread-safe. */
@ApplicationScoped
public class WorkersHealth {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Map<String, PodRef> pods = new ConcurrentHashMap<>();
    private final Map<WorkQueue, Deque<PodDeath>> idle = new ConcurrentHashMap<>();
    private final PodsConfig config;
    private final Clock clock;

    WorkersHealth(PodsConfig config, Clock clock, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        for (WorkQueue queue : WorkQueue.values()) {
            meters.gauge(Telemetry.IDLE_DEATHS, Tags.of("queue", queue.name()), this, health -> health.count(queue));
        }
    }

    /**
     * Workers that keep dying.
     *
     * @param reason why, as a code
     * @param message which, how often, and how the last one died
     */
    public record Unhealthy(String reason, String message) {}

    /** Those of the queues whose workers keep dying without a task; the first such. */
    public Optional<Unhealthy> unhealthy(Collection<WorkQueue> queues) {
        return queues.stream()
                .sorted()
                .filter(queue -> count(queue) >= config.idleDeaths())
                .map(this::unhealthy)
                .findFirst();
    }

    private Unhealthy unhealthy(WorkQueue queue) {
        PodDeath last = idle.get(queue).getLast();
        String message =
                "workers of queue %s keep dying without a task: %d deaths in ten minutes, the last one of pod %s: %s"
                        .formatted(
                                queue.name().toLowerCase(Locale.ROOT),
                                count(queue),
                                last.pod().name(),
                                last.words());
        return new Unhealthy(Reason.of(last.deathClass()), message);
    }

    /** The node of each pod that is known, by the pod's name. */
    public Map<String, String> nodes() {
        return pods.values().stream().collect(Collectors.toMap(PodRef::name, PodRef::node));
    }

    /** A pod that has a node, by its name. */
    Optional<PodRef> pod(String name) {
        return Optional.ofNullable(name).map(pods::get);
    }

    void seen(PodRef pod) {
        if (pod.node() != null) {
            pods.put(pod.name(), pod);
        }
    }

    void gone(PodRef pod) {
        pods.remove(pod.name());
    }

    /** A worker died that had no task. */
    void diedIdle(PodDeath death) {
        if (death.pod().queue() != null && death.deathClass() != DeathClass.EVICTED) {
            idle.computeIfAbsent(death.pod().queue(), ignored -> new ConcurrentLinkedDeque<>())
                    .add(death);
        }
    }

    private int count(WorkQueue queue) {
        Deque<PodDeath> deaths = idle.get(queue);
        if (deaths == null) {
            return 0;
        }
        Instant since = clock.instant().minus(WINDOW);
        deaths.removeIf(death -> death.at().isBefore(since));
        return deaths.size();
    }
}
