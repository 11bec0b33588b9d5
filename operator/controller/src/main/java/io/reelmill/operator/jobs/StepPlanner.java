package io.reelmill.operator.jobs;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.job.Reason;
import io.reelmill.operator.api.MediaJobSpec;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.JobChange;
import io.reelmill.operator.gateway.JobId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Decides what is to be done next for a MediaJob. Pure. */
final class StepPlanner {

    private StepPlanner() {}

    static JobStep next(Observation seen) {
        boolean over = seen.status()
                .map(MediaJobStatus::phase)
                .filter(phase -> phase.terminal())
                .isPresent();
        if (over) {
            return expiry(seen)
                    .filter(end -> !end.isAfter(seen.now()))
                    .<JobStep>map(end -> new JobStep.Expire())
                    .orElseGet(JobStep.Rest::new);
        }
        if (seen.problem() != null) {
            return new JobStep.Trouble(unseen(seen));
        }
        return seen.job() == null ? first(seen) : change(seen);
    }

    /** Only a gateway that says that there is no such job any more ends a MediaJob; whatever else keeps it from telling passes. */
    private static Finding unseen(Observation seen) {
        Finding finding = Finding.of(seen.problem());
        return seen.problem().code() == ProblemCode.JOB_NOT_FOUND
                ? new Finding(
                        finding.reason(),
                        ("the gateway has no job %s any more: its record was deleted there, or its database is an older one;"
                                        + " what became of the job is not known, another MediaJob does it again")
                                .formatted(
                                        seen.status().map(MediaJobStatus::jobId).orElse("")),
                        true)
                : finding.passing();
    }

    /** When the MediaJob is to be deleted; empty for never. */
    static Optional<Instant> expiry(Observation seen) {
        String ttl = seen.spec().ttlAfterFinished();
        return ttl == null
                ? Optional.empty()
                : seen.status().map(MediaJobStatus::finishedAt).map(end -> end.plus(Durations.parse(ttl)));
    }

    private static JobStep first(Observation seen) {
        if (passed(seen)) {
            return new JobStep.Trouble(new Finding(
                    Reason.of(FailureCode.DEADLINE_EXCEEDED),
                    "the deadline %s passed before the job was submitted"
                            .formatted(seen.spec().deadline()),
                    true));
        }
        return suspended(seen.spec())
                ? new JobStep.Rest()
                : new JobStep.Submit(Orders.of(seen.resource(), seen.profile()));
    }

    private static JobStep change(Observation seen) {
        GatewayJob job = seen.job();
        if (job.state().terminal()) {
            return new JobStep.Rest();
        }
        MediaJobSpec spec = seen.spec();
        int priority = spec.priority() == null ? 0 : spec.priority();
        Instant deadline = millis(spec.deadline());
        boolean moved = !Objects.equals(deadline, millis(job.deadline()));
        JobChange change = new JobChange(
                suspended(spec) == job.suspended() ? null : Boolean.valueOf(suspended(spec)),
                priority == job.priority() ? null : Integer.valueOf(priority),
                moved && !passed(seen) ? Optional.ofNullable(deadline) : null);
        if (!change.empty()) {
            return new JobStep.Change(new JobId(job.id()), change);
        }
        return moved
                ? new JobStep.Trouble(new Finding(
                        Reason.of(ProblemCode.VALIDATION_FAILED),
                        "the deadline cannot be moved to %s, which has passed".formatted(spec.deadline()),
                        false))
                : new JobStep.Rest();
    }

    static boolean suspended(MediaJobSpec spec) {
        return Boolean.TRUE.equals(spec.suspend());
    }

    private static boolean passed(Observation seen) {
        Instant deadline = seen.spec().deadline();
        return deadline != null && !deadline.isAfter(seen.now());
    }

    private static Instant millis(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
