package io.reelmill.operator.jobs;

import static io.reelmill.operator.api.ConditionType.ACCEPTED;
import static io.reelmill.operator.api.ConditionType.COMPLETE;
import static io.reelmill.operator.api.ConditionType.DEGRADED;
import static io.reelmill.operator.api.ConditionType.FAILED;
import static io.reelmill.operator.api.ConditionType.OOM_ESCALATING;
import static io.reelmill.operator.api.ConditionType.PLANNED;
import static io.reelmill.operator.api.ConditionType.PROGRESSING;
import static io.reelmill.operator.api.ConditionType.SUSPENDED;
import static io.reelmill.operator.api.ConditionType.WORKERS_UNHEALTHY;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.Reason;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.JobCondition.Status;
import io.reelmill.operator.api.Phase;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayJob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a report says as conditions. Pure. */
final class JobConditions {

    private final Report report;
    private final Phase phase;
    private final String state;
    private final Conditions conditions;

    private JobConditions(Report report, Phase phase) {
        this.report = report;
        this.phase = phase;
        this.state = Reason.of(phase);
        this.conditions = new Conditions(
                report.resource().getStatus(), report.resource().getMetadata().getGeneration(), report.now());
    }

    static List<JobCondition> of(Report report, Phase phase) {
        JobConditions made = new JobConditions(report, phase);
        made.way();
        made.ends();
        made.troubles();
        return made.conditions.list();
    }

    private void way() {
        GatewayJob job = report.job();
        if (job != null) {
            boolean planned = job.chunksTotal() > 0 || phase == Phase.MERGING || phase == Phase.COMPLETED;
            conditions.put(ACCEPTED, true, Reason.of(Phase.QUEUED), "the gateway took it as job " + job.id());
            conditions.put(PLANNED, planned, state, planned ? chunks(job) : "the source was not read yet");
            conditions.put(
                    PROGRESSING, !phase.terminal() && phase != Phase.SUSPENDED, state, "the job is " + word(phase));
        } else if (conditions
                .before(ACCEPTED)
                .filter(c -> c.status() == Status.TRUE)
                .isPresent()) {
            keep();
        } else {
            String why = report.finding() == null
                    ? "the job is " + word(phase)
                    : report.finding().message();
            String reason = report.finding() == null ? state : report.finding().reason();
            conditions.put(ACCEPTED, false, reason, why);
            conditions.put(PLANNED, false, state, "the source was not read yet");
            conditions.put(PROGRESSING, false, state, "the job is " + word(phase));
        }
    }

    /** While the gateway cannot be asked what it told is still said, but for whether it goes on. */
    private void keep() {
        same(ACCEPTED, "the gateway did not take it yet");
        same(PLANNED, "the source was not read yet");
        Finding finding = report.finding();
        Status goes = phase.terminal() ? Status.FALSE : Status.UNKNOWN;
        conditions.put(
                PROGRESSING,
                goes,
                finding == null ? state : finding.reason(),
                finding == null ? "the job is " + word(phase) : finding.message());
    }

    private static String chunks(GatewayJob job) {
        return "the source is divided into %d chunks over %d renditions"
                .formatted(job.chunksTotal(), job.renditions().size());
    }

    private void ends() {
        GatewayJob job = report.job();
        boolean complete = phase == Phase.COMPLETED;
        int files = job == null ? 0 : job.outputs().size();
        conditions.put(
                COMPLETE,
                complete,
                state,
                complete ? "%d files are published".formatted(files) : "the job is " + word(phase));
        if (report.failed()) {
            conditions.put(
                    FAILED, true, report.finding().reason(), report.finding().message());
        } else if (job != null && job.failure() != null) {
            GatewayJob.Failure failure = job.failure();
            conditions.put(FAILED, true, Reason.of(failure.code()), failure.detail() + " " + failure.advice());
        } else {
            conditions.put(FAILED, phase == Phase.CANCELLED, state, "the job is " + word(phase));
        }
        conditions.put(SUSPENDED, phase == Phase.SUSPENDED, state, "the job is " + word(phase));
    }

    private void troubles() {
        Finding finding = report.finding();
        boolean degraded = finding != null && !finding.fatal();
        conditions.put(
                DEGRADED,
                degraded,
                degraded ? finding.reason() : state,
                degraded ? finding.message() : "what is told is as the gateway tells it");
        if (report.attempts() == null && !phase.terminal()) {
            same(OOM_ESCALATING, "no work was seen to die for memory yet");
            same(WORKERS_UNHEALTHY, "it was not seen yet which workers the job waits for");
            return;
        }
        Optional<GatewayAttempts.Item> oom = phase.terminal() ? Optional.empty() : Escalations.open(report.attempts());
        conditions.put(
                OOM_ESCALATING,
                oom.isPresent(),
                oom.map(item -> item.attempt().outcome()).map(Outcome::reason).orElse(state),
                oom.map(item -> item.taskId() + ": " + item.attempt().detail())
                        .orElse("no work is being tried again after a death for memory"));
        Report.Unhealthy unhealthy = phase.terminal() ? null : report.unhealthy();
        conditions.put(
                WORKERS_UNHEALTHY,
                unhealthy != null,
                unhealthy == null ? state : unhealthy.reason(),
                unhealthy == null ? "no workers that the job waits for keep dying" : unhealthy.message());
    }

    /** What cannot be asked for now is said as it was, and does not hold where nothing was said of it. */
    private void same(ConditionType type, String nothing) {
        conditions
                .before(type)
                .ifPresentOrElse(
                        old -> conditions.put(type, old.status(), old.reason(), old.message()),
                        () -> conditions.put(type, false, state, nothing));
    }

    private static String word(Phase phase) {
        return Reason.of(phase).toLowerCase(Locale.ROOT);
    }
}
