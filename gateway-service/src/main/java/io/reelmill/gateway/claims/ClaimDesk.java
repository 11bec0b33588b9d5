package io.reelmill.gateway.claims;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Claim;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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

    ClaimDesk(JobService jobs, HolderProbe probe, Clock clock) {
        this.jobs = jobs;
        this.probe = probe;
        this.clock = clock;
    }

    /** The answer; fails when the database or, for a record that came back, Redis cannot be asked. */
    Uni<Claim.Response> answer(Claim.Request request) {
        return jobs.find(request.jobId()).flatMap(job -> switch (ClaimRules.worth(job, request)) {
            case FREE -> grant(request);
            case GRANTED_BEFORE -> run("granted before");
            case HELD -> contest(job.orElseThrow(), request);
            case STALE -> drop(ClaimRules.staleness(job, request));
        });
    }

    /** Two may try at once: what was stored tells who won. */
    private Uni<Claim.Response> grant(Claim.Request request) {
        Holder holder = ClaimRules.holder(request, clock.instant());
        JobEvent claimed = new JobEvent.TaskClaimed(holder.claimedAt(), request.taskId(), request.attempt(), holder);
        return jobs.handle(request.jobId(), claimed).flatMap(decision -> {
            Optional<Job> now = Optional.of(decision.job());
            return switch (ClaimRules.worth(now, request)) {
                case GRANTED_BEFORE -> run("granted");
                case HELD -> contest(decision.job(), request);
                case FREE, STALE -> drop(ClaimRules.staleness(now, request));
            };
        });
    }

    private Uni<Claim.Response> contest(Job job, Claim.Request request) {
        Holder holder = job.task(request.taskId()).orElseThrow().holder();
        HolderProbe.Question question = new HolderProbe.Question(
                holder.workerId(), holder.incarnation(), request.jobId(), request.taskId(), request.attempt());
        return probe.alive(question)
                .flatMap(alive -> alive
                        ? drop(holder.workerId() + " runs it")
                        : interrupt(request, holder).flatMap(ignored -> drop(holder.workerId() + " is gone")));
    }

    private Uni<Void> interrupt(Claim.Request request, Holder holder) {
        LOG.warnf(
                "Job %s: %s held attempt %d of %s and is gone",
                request.jobId(), holder.workerId(), request.attempt(), request.taskId());
        String detail = "the record of the attempt came back while its worker %s showed no sign of life"
                .formatted(holder.workerId());
        JobEvent gone = new JobEvent.TaskInterrupted(
                clock.instant(), request.taskId(), request.attempt(), Outcome.WORKER_LOST, detail);
        return jobs.handle(request.jobId(), gone).replaceWithVoid();
    }

    private static Uni<Claim.Response> run(String reason) {
        return Uni.createFrom().item(new Claim.Response(Claim.Verdict.RUN, reason));
    }

    private static Uni<Claim.Response> drop(String reason) {
        return Uni.createFrom().item(new Claim.Response(Claim.Verdict.DROP, reason));
    }
}
