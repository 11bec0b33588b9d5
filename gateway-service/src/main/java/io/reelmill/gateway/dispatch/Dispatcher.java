package io.reelmill.gateway.dispatch;

import io.quarkus.runtime.ShutdownEvent;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.jobs.Command;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Rules;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.pulse.Pulse;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.SchemaReady;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Releases work and notices what time does: deadlines, and released work that got lost. Runs on every replica; one at a
 * time is let in.
 */
@ApplicationScoped
class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private final Pool database;
    private final JobService jobs;
    private final LiveSlots slots;
    private final DispatchConfig config;
    private final Rules rules;
    private final Clock clock;
    private final Pulse pulse;

    Dispatcher(Pool database, JobService jobs, LiveSlots slots, DispatchConfig config, Rules rules, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.slots = slots;
        this.config = config;
        this.rules = rules;
        this.clock = clock;
        this.pulse = new Pulse("dispatcher", config.interval(), this::dispatch);
    }

    void start(@Observes SchemaReady event) {
        pulse.start();
    }

    void stop(@Observes ShutdownEvent event) {
        pulse.stop();
    }

    void committed(@Observes Decision decision) {
        if (makesWorkOrRoom(decision)) {
            pulse.wake();
        }
    }

    /** Everything does but a release and a claim, which only carry on what this dispatcher began. */
    private static boolean makesWorkOrRoom(Decision decision) {
        boolean release = decision.commands().stream().anyMatch(Command.Publish.class::isInstance);
        boolean claim = !decision.attempts().isEmpty()
                && decision.attempts().stream().allMatch(attempt -> attempt.endedAt() == null);
        return !release && !claim;
    }

    /** One round; never asks for another at once. */
    Uni<Boolean> dispatch() {
        return slots.look()
                .flatMap(live -> database.withTransaction(connection -> {
                    WaitingWork work = new WaitingWork(connection);
                    return work.lock()
                            .flatMap(mine ->
                                    mine ? round(work, live) : Uni.createFrom().voidItem());
                }))
                .replaceWith(false);
    }

    private Uni<Void> round(WaitingWork work, LiveWork live) {
        Instant now = clock.instant();
        return timeouts(work, now, live.waiting())
                .flatMap(this::happen)
                .flatMap(ignored -> work.running())
                .flatMap(running -> releases(work, now, loads(live.slots(), running)))
                .flatMap(this::happen);
    }

    private Uni<List<Happening>> timeouts(WaitingWork work, Instant now, Set<WaitingWork.Released> waiting) {
        List<Happening> all = new ArrayList<>();
        return work.late(now, now.minus(rules.time()))
                .invoke(late -> late.forEach(job -> all.add(new Happening(job, new JobEvent.DeadlinePassed(now)))))
                .flatMap(ignored -> work.expired(now.minus(config.releaseLimit())))
                .invoke(expired -> expired.stream()
                        .filter(task -> !waiting.contains(task))
                        .forEach(task -> all.add(new Happening(
                                task.jobId(), new JobEvent.ReleaseTakenBack(now, task.taskId(), task.attempt())))))
                .replaceWith(all);
    }

    private Map<WorkQueue, QueueLoad> loads(
            Map<WorkQueue, Integer> live, Map<WorkQueue, Map<String, Integer>> running) {
        Map<WorkQueue, QueueLoad> loads = new EnumMap<>(WorkQueue.class);
        live.forEach((queue, count) -> loads.put(
                queue, new QueueLoad((int) Math.ceil(count * config.depth()), running.getOrDefault(queue, Map.of()))));
        return loads;
    }

    private Uni<List<Happening>> releases(WaitingWork work, Instant now, Map<WorkQueue, QueueLoad> loads) {
        int room = loads.values().stream().mapToInt(QueueLoad::room).max().orElse(0);
        if (room <= 0) {
            return Uni.createFrom().item(List.of());
        }
        return work.due(now, room).map(due -> happenings(DispatchPlanner.plan(due, loads), now));
    }

    private static List<Happening> happenings(DispatchPlan plan, Instant now) {
        List<Happening> all = new ArrayList<>();
        plan.takenBack()
                .forEach(task -> all.add(new Happening(
                        task.jobId(), new JobEvent.ReleaseTakenBack(now, task.taskId(), task.attempt()))));
        plan.releases().forEach((job, tasks) -> all.add(new Happening(job, new JobEvent.TasksReleased(now, tasks))));
        return all;
    }

    private Uni<Void> happen(List<Happening> happenings) {
        return Multi.createFrom()
                .iterable(happenings)
                .onItem()
                .transformToUniAndConcatenate(this::happen)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> happen(Happening happening) {
        return jobs.handleOrTell(happening.jobId(), happening.event(), failure -> LogKeys.of(happening.jobId())
                .during(() -> LOG.errorf(failure, "%s came to nothing", happening.event())));
    }

    private record Happening(String jobId, JobEvent event) {}
}
