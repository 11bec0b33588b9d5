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
import java.util.List;
import java.util.stream.Collectors;
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
    void tell(Pod pod, List<PodDeath> deaths) throws GatewayProblem {
        for (PodDeath death : deaths) {
            String key = key(death);
            Told told = Told.read(ledger.get(key));
            if (!told.knows(death)) {
                tell(death);
                ledger.put(key, told.with(death).write());
            }
        }
        Deaths.statuses(pod).forEach(status -> missed(PodRef.of(pod), status));
    }

    /** Nothing is kept of a pod that is gone. */
    void forget(PodRef pod) {
        ledger.remove(pod.uid() + ".");
        health.gone(pod);
    }

    private static String key(PodDeath death) {
        return death.pod().uid() + "." + death.container();
    }

    private void tell(PodDeath death) throws GatewayProblem {
        String queue =
                death.pod().queue() == null ? "none" : death.pod().queue().name();
        List<Verdict> verdicts = List.of();
        if (death.worker()) {
            verdicts = gateway.report(death.pod().name(), death.termination());
            if (verdicts.isEmpty()) {
                health.diedIdle(death);
            }
        }
        verdicts.forEach(verdict -> announcer.atJob(verdict, death));
        String meaning = verdicts.isEmpty()
                ? death.worker() ? "it had no task" : "it runs no tasks"
                : verdicts.stream().map(Verdict::sentence).collect(Collectors.joining("; "));
        LOG.infof("%s: pod %s: %s: %s", death.deathClass(), death.pod().name(), death.words(), meaning);
        announcer.atPod(death.pod(), Reason.of(death.deathClass()), death.words() + ": " + meaning, death.key());
        meters.counter(Telemetry.TERMINATIONS, "class", death.deathClass().name(), "queue", queue)
                .increment();
    }

    /** A status tells of the last end only: when more were counted, the others passed unseen. */
    private void missed(PodRef pod, ContainerStatus status) {
        String key = pod.uid() + "." + status.getName();
        boolean over = Deaths.terminated(status.getState()).isPresent();
        int ends = (status.getRestartCount() == null ? 0 : status.getRestartCount()) + (over ? 1 : 0);
        Told told = Told.read(ledger.get(key));
        int missed = told.missed(ends);
        if (missed > 0) {
            boolean worth = !told.keys().isEmpty();
            if (worth) {
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
