package io.reelmill.gateway.api;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.progress.LiveFrames;
import io.reelmill.gateway.requests.JobPatch;
import io.reelmill.gateway.requests.JobRequests;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.sweep.StatusLooks;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What callers do with jobs that exist. */
@ApplicationScoped
class Jobs {

    private final JobService jobs;
    private final LiveFrames frames;
    private final ObjectStore store;
    private final StatusLooks looks;
    private final Clock clock;

    Jobs(JobService jobs, LiveFrames frames, ObjectStore store, StatusLooks looks, Clock clock) {
        this.jobs = jobs;
        this.frames = frames;
        this.store = store;
        this.looks = looks;
        this.clock = clock;
    }

    /** Fails with {@code JOB_NOT_FOUND}. */
    Uni<Job> find(String jobId) {
        return jobs.find(jobId).map(found -> found.orElseThrow(() -> ProblemException.jobNotFound(jobId)));
    }

    /** The job with its live progress; somebody waits for it, so that it is looked at as well. */
    Uni<JobView> view(String jobId) {
        return find(jobId).invoke(looks::asked).flatMap(this::view);
    }

    Uni<JobView> view(Job job) {
        return views(List.of(job)).map(views -> views.get(0));
    }

    /** Jobs with their live progress, in the same order. */
    Uni<List<JobView>> views(List<Job> jobs) {
        List<String> encoding = jobs.stream()
                .filter(job -> job.status() == JobStatus.ENCODING)
                .map(Job::id)
                .toList();
        return frames.of(encoding).map(live -> jobs.stream()
                .map(job -> JobViews.of(job, live.getOrDefault(job.id(), Map.of()), store.bucket()))
                .toList());
    }

    Uni<JobPageView> list(ListParameters wanted) {
        return jobs.list(wanted.filter(), wanted.cursor(), wanted.limit()).flatMap(page -> views(page.jobs())
                .map(items -> new JobPageView(items, page.nextCursor(), wanted.next(page))));
    }

    /** Frames per task of what runs; empty for a job that has none, or when Redis does not answer. */
    Uni<Map<String, Long>> live(Job job) {
        return job.status() == JobStatus.ENCODING
                ? frames.of(List.of(job.id())).map(live -> live.getOrDefault(job.id(), Map.of()))
                : Uni.createFrom().item(Map.of());
    }

    Uni<JobView> patch(String jobId, JobPatch patch) {
        Instant now = clock.instant();
        JobRequests.check(patch, now);
        return unfinished(jobId)
                .invoke(job -> JobRequests.check(patch, job.scheduling()))
                .flatMap(job -> Multi.createFrom()
                        .iterable(events(patch, now))
                        .onItem()
                        .transformToUniAndConcatenate(event -> jobs.handle(jobId, event))
                        .collect()
                        .last())
                .map(Decision::job)
                .invoke(Jobs::requireUnfinished)
                .flatMap(this::view);
    }

    private static List<JobEvent> events(JobPatch patch, Instant now) {
        List<JobEvent> events = new ArrayList<>();
        if (patch.suspended() != null) {
            events.add(patch.suspended() ? new JobEvent.Suspended(now) : new JobEvent.Resumed(now));
        }
        if (patch.priority() != null) {
            events.add(new JobEvent.Reprioritized(now, patch.priority()));
        }
        if (patch.deadline() != null) {
            events.add(new JobEvent.DeadlineChanged(now, patch.deadline().orElse(null)));
        }
        return events;
    }

    /** Cancelling twice is no error; cancelling what ended otherwise is. */
    Uni<JobView> cancel(String jobId) {
        return jobs.handle(jobId, new JobEvent.CancelRequested(clock.instant()))
                .map(Decision::job)
                .invoke(job -> {
                    if (job.status() != JobStatus.CANCELLED) {
                        requireUnfinished(job);
                    }
                })
                .flatMap(this::view);
    }

    private Uni<Job> unfinished(String jobId) {
        return find(jobId).invoke(Jobs::requireUnfinished);
    }

    private static void requireUnfinished(Job job) {
        if (job.status().terminal()) {
            throw ProblemException.of(
                    ProblemCode.JOB_ENDED, "job %s is %s and cannot be changed".formatted(job.id(), job.status()));
        }
    }

    /** Ends the job if need be, removes its media and then its rows: what fails in between can be done again. */
    Uni<Void> delete(String jobId) {
        return find(jobId)
                .flatMap(job -> job.status().terminal()
                        ? Uni.createFrom().voidItem()
                        : jobs.handle(jobId, new JobEvent.CancelRequested(clock.instant()))
                                .replaceWithVoid())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> ObjectKeys.prefixes(jobId).forEach(store::deletePrefix))
                .flatMap(ok -> jobs.delete(jobId))
                .replaceWithVoid();
    }
}
