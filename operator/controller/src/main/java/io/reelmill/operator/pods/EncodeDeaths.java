package io.reelmill.operator.pods;

import io.reelmill.common.job.Outcome;
import io.reelmill.operator.api.AttemptStatus;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayAttempts.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells people of encodes that ended for memory while their pod lived on, killed by the kernel or by the worker's guard: the status
 * of the pod does not show them.
 */
@ApplicationScoped
public class EncodeDeaths {

    private static final Set<Outcome> IN_A_LIVING_POD = Set.of(Outcome.OOM_KERNEL, Outcome.OOM_GUARD);

    private final Announcer announcer;
    private final WorkersHealth workers;

    EncodeDeaths(Announcer announcer, WorkersHealth workers) {
        this.announcer = announcer;
        this.workers = workers;
    }

    /** One Event at the MediaJob and one at the pod for each of those that its status does not have yet. */
    public void tell(MediaJob job, GatewayAttempts attempts) {
        Set<String> known = known(job.getStatus());
        attempts.items().stream()
                // Those that run have no outcome, which such a set may not even be asked for.
                .filter(item -> item.attempt().outcome() != null)
                .filter(item -> IN_A_LIVING_POD.contains(item.attempt().outcome()))
                .filter(item ->
                        !known.contains(key(item.taskId(), item.attempt().number())))
                .forEach(item -> tell(job, item, sentence(item, attempts.items())));
    }

    private void tell(MediaJob job, Item item, String sentence) {
        String reason = item.attempt().outcome().reason();
        String key =
                job.getMetadata().getUid() + key(item.taskId(), item.attempt().number());
        announcer.atJob(
                job,
                "Warning",
                reason,
                "%s (pod %s)".formatted(sentence, item.attempt().worker()),
                key);
        workers.pod(item.attempt().worker())
                .ifPresent(pod -> announcer.atPod(
                        pod,
                        reason,
                        "%s (MediaJob %s)".formatted(sentence, job.getMetadata().getName()),
                        key));
    }

    private static Set<String> known(MediaJobStatus status) {
        List<AttemptStatus> attempts = status == null || status.attempts() == null ? List.of() : status.attempts();
        return attempts.stream()
                .filter(attempt -> attempt.outcome() != null)
                .map(attempt -> key(attempt.task(), attempt.number()))
                .collect(Collectors.toSet());
    }

    private static String key(String task, int number) {
        return task + "/" + number;
    }

    /** The evidence, and where the work is tried again if that is known. */
    static String sentence(Item death, List<Item> items) {
        String next = items.stream()
                .filter(item -> item.taskId().equals(death.taskId())
                        && item.attempt().number() == death.attempt().number() + 1)
                .findFirst()
                .map(item -> "; tried again in class " + lower(item))
                .orElse("");
        return "%s, attempt %d in class %s: %s%s"
                .formatted(
                        death.taskId(),
                        death.attempt().number(),
                        lower(death),
                        death.attempt().detail(),
                        next);
    }

    private static String lower(Item item) {
        return item.attempt().queue().name().toLowerCase(Locale.ROOT);
    }
}
