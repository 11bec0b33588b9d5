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
import java.util.Comparator;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which workers keep dying without a task, and on which node each pod is. Thread-safe. */
@ApplicationScoped
public class WorkersHealth {

    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Map<String, PodRef> pods = new ConcurrentHashMap<>();
    private final Map<String, Idle> loops = new ConcurrentHashMap<>();
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
                .flatMap(queue -> last(queue).map(death -> unhealthy(queue, death)).stream())
                .findFirst();
    }

    private Optional<PodDeath> last(WorkQueue queue) {
        return Stream.concat(recent(queue), loops(queue).map(Idle::last)).max(Comparator.comparing(PodDeath::at));
    }

    private Unhealthy unhealthy(WorkQueue queue, PodDeath last) {
        String message = "workers of queue %s keep dying without a task: %d deaths, the last one of pod %s: %s"
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
        pods.remove(pod.name(), pod);
        loops.remove(pod.uid());
    }

    /** What the status of a pod says of its worker; empty unless its last end was a death that cost no task. */
    void idle(PodRef pod, Optional<Idle> seen) {
        seen.filter(ignored -> pod.queue() != null)
                .ifPresentOrElse(found -> loops.put(pod.uid(), found), () -> loops.remove(pod.uid()));
    }

    /** A worker died that had no task. */
    void diedIdle(PodDeath death) {
        if (death.pod().queue() != null) {
            Deque<PodDeath> deaths =
                    idle.computeIfAbsent(death.pod().queue(), ignored -> new ConcurrentLinkedDeque<>());
            deaths.remove(death);
            deaths.add(death);
        }
    }

    /** Deaths of the last ten minutes, but all of a pod that keeps dying, also those before. */
    private int count(WorkQueue queue) {
        Set<String> looping = loops(queue).map(loop -> loop.last().pod().uid()).collect(Collectors.toSet());
        int once = (int) recent(queue)
                .filter(death -> !looping.contains(death.pod().uid()))
                .count();
        return once + loops(queue).mapToInt(Idle::deaths).sum();
    }

    private Stream<PodDeath> recent(WorkQueue queue) {
        Deque<PodDeath> deaths = idle.getOrDefault(queue, new ConcurrentLinkedDeque<>());
        Instant since = clock.instant().minus(WINDOW);
        deaths.removeIf(death -> death.at().isBefore(since));
        return deaths.stream();
    }

    private Stream<Idle> loops(WorkQueue queue) {
        Instant now = clock.instant();
        return loops.values().stream()
                .filter(loop -> loop.last().pod().queue() == queue)
                .filter(loop -> loop.loops(config.idleDeaths(), WINDOW, now));
    }
}
