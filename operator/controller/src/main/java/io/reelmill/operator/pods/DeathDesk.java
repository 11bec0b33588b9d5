package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Reason;
import io.reelmill.common.message.Verdict;
import io.reelmill.operator.gateway.Gateway;
import io.reelmill.operator.gateway.GatewayProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tells the gateway of each death once, and people what it meant. */
@ApplicationScoped
class DeathDesk {

    private static final Logger LOG = Logger.getLogger(DeathDesk.class);

    private final Gateway gateway;
    private final Ledger ledger;
    private final Announcer announcer;
    private final WorkersHealth health;
    private final MeterRegistry meters;

    DeathDesk(Gateway gateway, Ledger ledger, Announcer announcer, WorkersHealth health, MeterRegistry meters) {
        this.gateway = gateway;
        this.ledger = ledger;
        this.announcer = announcer;
        this.health = health;
        this.meters = meters;
    }

    /** Tells of all deaths that were not told yet; what fails half way is done by the next call. */
    void tell(Pod pod) throws GatewayProblem {
        tell(pod, Deaths.ends(pod));
    }

    /** The same of a pod that is gone, as its status was last: also of an end that nobody saw. */
    void tellGone(Pod pod, Instant now) throws GatewayProblem {
        tell(pod, Deaths.endsOfGone(pod, now));
    }

    private void tell(Pod pod, List<PodDeath> ends) throws GatewayProblem {
        Set<String> known = known(pod, ends);
        for (PodDeath end : ends) {
            Told told = Told.read(ledger.get(key(end)));
            if (!told.knows(end)) {
                boolean withoutTask = !end.orderly() && tell(end);
                ledger.put(key(end), told.with(end, withoutTask).write());
            }
        }
        Deaths.statuses(pod).forEach(status -> missed(PodRef.of(pod), status, known));
        judge(pod, ends);
    }

    /** Containers of which something was told before, or is now: of others nobody misses anything. */
    private Set<String> known(Pod pod, List<PodDeath> ends) {
        return Stream.concat(
                        Deaths.statuses(pod)
                                .map(status -> key(PodRef.of(pod), status.getName()))
                                .filter(key -> ledger.get(key).isPresent()),
                        ends.stream().filter(end -> !end.orderly()).map(DeathDesk::key))
                .collect(Collectors.toSet());
    }

    /** Whether the worker of the pod keeps dying without a task, as far as its status and what was told of it say. */
    private void judge(Pod pod, List<PodDeath> ends) {
        PodRef ref = PodRef.of(pod);
        health.idle(
                ref,
                ends.stream()
                        .filter(PodDeath::worker)
                        .reduce((first, second) -> second)
                        .map(end ->
                                new Idle(end, Told.read(ledger.get(key(end))).idle()))
                        .filter(idle -> idle.deaths() > 0));
    }

    /** Nothing is kept of a pod that is gone. */
    void forget(PodRef pod) {
        ledger.remove(pod.uid() + ".");
        health.gone(pod);
    }

    private static String key(PodDeath death) {
        return key(death.pod(), death.container());
    }

    private static String key(PodRef pod, String container) {
        return pod.uid() + "." + container;
    }

    /** Whether it was the death of a worker that had no task, and no orderly end. */
    private boolean tell(PodDeath death) throws GatewayProblem {
        String queue =
                death.pod().queue() == null ? "none" : death.pod().queue().name();
        List<Verdict> verdicts = death.worker() ? gateway.report(death.pod().name(), death.termination()) : List.of();
        if (verdicts.isEmpty() && death.parting()) {
            return false;
        }
        verdicts.forEach(verdict -> announcer.atJob(verdict, death));
        String meaning = verdicts.isEmpty()
                ? death.worker() ? "it had no task" : "it runs no tasks"
                : verdicts.stream().map(Verdict::sentence).collect(Collectors.joining("; "));
        announcer.atPod(death.pod(), Reason.of(death.deathClass()), death.words() + ": " + meaning, death.key());
        LOG.infof("%s: pod %s: %s: %s", death.deathClass(), death.pod().name(), death.words(), meaning);
        meters.counter(Telemetry.TERMINATIONS, "class", death.deathClass().name(), "queue", queue)
                .increment();
        boolean idle = death.idle() && verdicts.isEmpty();
        if (idle) {
            health.diedIdle(death);
        }
        return idle;
    }

    /** A status tells of the last end only: when more were counted, the others passed unseen. */
    private void missed(PodRef pod, ContainerStatus status, Set<String> known) {
        String key = key(pod, status.getName());
        int ends = Deaths.count(status);
        Told told = Told.read(ledger.get(key));
        int missed = told.missed(ends);
        if (missed > 0) {
            if (known.contains(key)) {
                announcer.atPod(
                        pod,
                        Reason.of("MISSED_TERMINATION"),
                        "container %s ended %d times more than could be seen; only the last end is kept in a status"
                                .formatted(status.getName(), missed),
                        status.getName() + ends);
            }
            ledger.put(key, told.upTo(ends).write());
        }
    }
}
