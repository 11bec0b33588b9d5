package io.reelmill.gateway.terminations;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Termination;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a worker's death means for each attempt that it held. When memory killed it, the attempt that used most is to blame and
 * the others are bystanders, and so are all that had ended their work: that is likely, not sure, and a wrong guess costs a
 * bystander's repetition and one step.
 *
 * @param victim the attempt
 * @param outcome what it died of
 * @param detail the evidence, one sentence
 */
record Attribution(Victim victim, Outcome outcome, String detail) {

    /** Beside the work there is the worker itself, and work grows after it was seen last. */
    private static final double MOST = 0.5;

    static List<Attribution> of(String workerId, Termination death, List<Victim> victims) {
        Victim culprit = victims.stream()
                .filter(victim -> !victim.reporting())
                .max(Comparator.comparingLong(Victim::weight))
                .orElse(null);
        return victims.stream()
                .map(victim -> new Attribution(
                        victim, outcome(death, victim == culprit, culprit), detail(workerId, death, victim, culprit)))
                .toList();
    }

    /**
     * What is suspected is so when the work was seen to use most of what there was; where nobody saw that, or the limit is not
     * known, it is not.
     */
    private static Termination.Reason reason(Termination death, Victim most) {
        if (death.reason() != Termination.Reason.OOM_SUSPECTED) {
            return death.reason();
        }
        boolean likely = most != null
                && most.seenBytes() != null
                && death.limitBytes() != null
                && most.seenBytes() >= death.limitBytes() * MOST;
        return likely ? Termination.Reason.OOM : Termination.Reason.OTHER;
    }

    private static Outcome outcome(Termination death, boolean culprit, Victim most) {
        return switch (reason(death, most)) {
            case OOM, OOM_SUSPECTED -> culprit ? Outcome.OOM_POD : Outcome.BYSTANDER;
            case EVICTED -> Outcome.EVICTED;
            case JVM_HEAP, OTHER -> Outcome.WORKER_LOST;
        };
    }

    private static String detail(String workerId, Termination death, Victim victim, Victim culprit) {
        String where = death.node() == null ? "" : " on " + death.node();
        String code = death.exitCode() == null ? "" : " with exit code " + death.exitCode();
        String codeAside = death.exitCode() == null ? "" : " (exit code %d)".formatted(death.exitCode());
        return switch (reason(death, culprit)) {
            case OOM, OOM_SUSPECTED ->
                "worker %s%s was killed for memory%s%s%s"
                        .formatted(
                                workerId,
                                where,
                                death.limitBytes() == null ? "" : " at " + mebibytes(death.limitBytes()),
                                code,
                                victim == culprit ? "" : "; " + excuse(culprit));
            case EVICTED -> "worker %s was evicted%s".formatted(workerId, where);
            case JVM_HEAP ->
                "the JVM of worker %s%s ran out of heap memory%s; raise its -Xmx".formatted(workerId, where, codeAside);
            case OTHER -> "worker %s%s ended%s".formatted(workerId, where, code);
        };
    }

    private static String excuse(Victim culprit) {
        return culprit == null ? "the work had ended" : culprit.attempt().taskId() + " used most of it";
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%d MiB", bytes >> 20);
    }
}
