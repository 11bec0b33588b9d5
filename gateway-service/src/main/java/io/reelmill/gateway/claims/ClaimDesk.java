package io.reelmill.gateway.claims;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Claim;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Answers claims. The first claim of an attempt wins. Asked again about the same delivery, the answer is the same.
 * Another delivery of a held attempt means that its record came back, by the death of its holder or by a restart of the
 * broker: the holder's heartbeat tells which.
 */
@ApplicationScoped
class ClaimDesk {

    private static final Logger LOG = Logger.getLogger(ClaimDesk.class);

    private final JobService jobs;
    private final HolderProbe probe;
    private final Clock clock;
    private final MeterRegistry metrics;

    ClaimDesk(JobService jobs, HolderProbe probe, Clock clock, MeterRegistry metrics) {
        this.jobs = jobs;
        this.probe = probe;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The answer; fails when the database or, for a record that came back, Redis cannot be asked. */
    Uni<Claim.Response> answer(Claim.Request request) {
        Holder holder = ClaimRules.holder(request, clock.instant());
        JobEvent claimed = new JobEvent.TaskClaimed(holder.claimedAt(), request.taskId(), request.attempt(), holder);
        return jobs.handle(request.jobId(), claimed)
                .map(decision -> Optional.of(decision.job()))
                .onFailure(JobNotFoundException.class)
                .recoverWithItem(Optional.empty())
                .flatMap(job -> answer(job, request));
    }

    /**
     * Whether a claim may be granted, without one: who waits for room to run an attempt need not wait for one that others run.
     * Fails as {@link #answer}.
     */
    Uni<Claim.Response> look(Claim.Request request) {
        return jobs.find(request.jobId())
                .flatMap(job -> ClaimRules.open(job, request)
                        ? respond(Claim.Verdict.RUN, "nobody has claimed it")
                        : answer(job, request));
    }

    /** Whoever holds the attempt now has won, whether by this claim or by an earlier one. */
    private Uni<Claim.Response> answer(Optional<Job> job, Claim.Request request) {
        ClaimRules.Worth worth = ClaimRules.worth(job, request);
        metrics.counter(Telemetry.CLAIMS, "worth", worth.name().toLowerCase(Locale.ROOT))
                .increment();
        return switch (worth) {
            case GRANTED -> {
                keys(request).during(() -> LOG.debugf("Granted to %s", request.workerId()));
                yield respond(Claim.Verdict.RUN, "granted");
            }
            case HELD -> contest(job.orElseThrow(), request);
            case STALE -> {
                String why = ClaimRules.staleness(job, request);
                keys(request).during(() -> LOG.infof("Refused to %s: %s", request.workerId(), why));
                yield respond(Claim.Verdict.DROP, why);
            }
        };
    }

    private static LogKeys keys(Claim.Request request) {
        return LogKeys.of(request.jobId(), request.taskId(), request.attempt());
    }

    private Uni<Claim.Response> contest(Job job, Claim.Request request) {
        Holder holder = job.task(request.taskId()).orElseThrow().holder();
        HolderProbe.Question question = new HolderProbe.Question(
                holder.workerId(), holder.incarnation(), request.jobId(), request.taskId(), request.attempt());
        return probe.alive(question)
                .flatMap(alive -> alive
                        ? respond(Claim.Verdict.DROP, holder.workerId() + " runs it or has reported it")
                        : interrupt(request, holder)
                                .flatMap(ignored -> respond(Claim.Verdict.DROP, holder.workerId() + " is gone")));
    }

    private Uni<Void> interrupt(Claim.Request request, Holder holder) {
        keys(request).during(() -> LOG.warnf("%s held the attempt and is gone", holder.workerId()));
        String detail = "the record of the attempt came back while its worker %s showed no sign of life"
                .formatted(holder.workerId());
        JobEvent gone = new JobEvent.TaskInterrupted(
                clock.instant(), request.taskId(), request.attempt(), Outcome.WORKER_LOST, detail);
        return jobs.handle(request.jobId(), gone).replaceWithVoid();
    }

    private static Uni<Claim.Response> respond(Claim.Verdict verdict, String reason) {
        return Uni.createFrom().item(new Claim.Response(verdict, reason));
    }
}
