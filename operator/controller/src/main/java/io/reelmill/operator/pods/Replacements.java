package io.reelmill.operator.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Replaces pods by evicting them, so that PodDisruptionBudgets hold, and not too many of one Deployment. */
@ApplicationScoped
class Replacements {

    private static final Logger LOG = Logger.getLogger(Replacements.class);
    /** How keys begin under which replacements are kept. */
    static final String KEY = "evictions.";

    /** Pods of one Deployment are replaced one after the other; those of others need not wait for that. */
    private final Map<String, Object> turns = new ConcurrentHashMap<>();

    private final KubernetesClient kubernetes;
    private final Ledger ledger;
    private final Announcer announcer;
    private final PodsConfig config;
    private final MeterRegistry meters;

    Replacements(
            KubernetesClient kubernetes, Ledger ledger, Announcer announcer, PodsConfig config, MeterRegistry meters) {
        this.kubernetes = Once.of(kubernetes);
        this.ledger = ledger;
        this.announcer = announcer;
        this.config = config;
        this.meters = meters;
    }

    RestartPolicy policy() {
        return new RestartPolicy(config.restarts(), config.restartWindow());
    }

    /** Evicts the pod, or says how long that has to wait. An eviction that is refused is not tried again by the client itself. */
    Optional<Duration> replace(PodRef pod, Instant now) {
        synchronized (turns.computeIfAbsent(pod.deployment(), ignored -> new Object())) {
            return inTurn(pod, now);
        }
    }

    private Optional<Duration> inTurn(PodRef pod, Instant now) {
        List<Instant> before = policy().counted(read(pod), now);
        Duration rest = policy().rest(before, now);
        if (!rest.isZero()) {
            count("postponed");
            announcer.atPod(
                    pod,
                    "RestartPostponed",
                    "%d pods of %s were replaced in the last %d min: this one waits for its kubelet"
                            .formatted(
                                    before.size(),
                                    pod.deployment(),
                                    config.restartWindow().toMinutes()),
                    "postponed" + before.get(before.size() - 1));
            return Optional.of(rest);
        }
        if (!kubernetes.pods().inNamespace(pod.namespace()).withName(pod.name()).evict()) {
            count("refused");
            LOG.infof("pod %s may not be evicted now: a PodDisruptionBudget is in the way", pod.name());
            return Optional.of(config.refusedRest());
        }
        List<Instant> after = new ArrayList<>(before);
        after.add(now);
        ledger.put(KEY + pod.deployment(), after.stream().map(Instant::toString).collect(Collectors.joining(" ")));
        count("evicted");
        announcer.atPod(
                pod,
                "Restarted",
                "evicted after its death for memory, so that another pod goes on at once instead of after a back-off",
                "evicted");
        return Optional.empty();
    }

    private List<Instant> read(PodRef pod) {
        return ledger.get(KEY + pod.deployment()).stream()
                .flatMap(text -> Stream.of(text.split(" ")))
                .filter(text -> !text.isBlank())
                .map(Instant::parse)
                .toList();
    }

    private void count(String result) {
        meters.counter(Telemetry.EVICTIONS, "result", result).increment();
    }
}
