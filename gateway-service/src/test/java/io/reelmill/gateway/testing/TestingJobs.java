package io.reelmill.gateway.testing;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.JobStatus;
import io.reelmill.common.message.AttemptStats;
import io.reelmill.common.message.TaskAttempt;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Holder;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobEvent;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TestingPlans;
import io.reelmill.gateway.store.JobFilter;
import io.reelmill.gateway.store.JobService;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Jobs in the running gateway, for tests: blocking, and without workers. */
@ApplicationScoped
public class TestingJobs {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JobService jobs;
    private final ObjectStore storage;
    private final Clock clock;

    TestingJobs(JobService jobs, ObjectStore storage, Clock clock) {
        this.jobs = jobs;
        this.storage = storage;
        this.clock = clock;
    }

    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public static NewJob request() {
        return new NewJob(null, TestingPlans.spec(), false, Scheduling.DEFAULT, Map.of(), null);
    }

    /** A job that waits for its plan; suspended, so that no dispatcher touches it. */
    public Job suspended() {
        Scheduling scheduling = new Scheduling(true, 0, null, null);
        return await(jobs.create(new NewJob(null, TestingPlans.spec(), false, scheduling, Map.of(), null)))
                .job();
    }

    public Job queued() {
        return await(jobs.create(request())).job();
    }

    public Job find(String jobId) {
        return await(jobs.find(jobId)).orElseThrow();
    }

    public Task task(String jobId, String taskId) {
        return find(jobId).task(taskId).orElseThrow();
    }

    public Decision handle(String jobId, JobEvent event) {
        return await(jobs.handle(jobId, event));
    }

    /** Releases and claims, whatever the dispatcher would think of it. */
    public void run(String jobId, String taskId, Holder holder) {
        handle(jobId, new JobEvent.TasksReleased(clock.instant(), List.of(taskId)));
        int attempt = task(jobId, taskId).attempt();
        handle(jobId, new JobEvent.TaskClaimed(clock.instant(), taskId, attempt, holder));
    }

    public Holder holder(String worker) {
        return new Holder(worker, "inc-" + worker, "del-" + worker, clock.instant());
    }

    /** A job that is planned, with its dispatching left to the gateway. */
    public Job planned(Scheduling scheduling, JobPlan plan) {
        NewJob request = new NewJob(null, TestingPlans.spec(), false, scheduling, Map.of(), null);
        String id = await(jobs.create(request)).job().id();
        handle(id, new JobEvent.TasksReleased(clock.instant(), List.of("plan")));
        int attempt = task(id, "plan").attempt();
        handle(id, new JobEvent.TaskClaimed(clock.instant(), "plan", attempt, holder("chunker")));
        report(id, planned(id, attempt, plan));
        return find(id);
    }

    /** As {@link #planned}, with the plan made before the job may start. */
    public Job queuedAndPlannedLater(Scheduling scheduling, JobPlan plan) {
        NewJob request = new NewJob(null, TestingPlans.spec(), false, scheduling, Map.of(), null);
        String id = await(jobs.create(request)).job().id();
        Instant start = scheduling.notBefore();
        handle(id, new JobEvent.TasksReleased(start, List.of("plan")));
        handle(id, new JobEvent.TaskClaimed(clock.instant(), "plan", 1, holder("chunker")));
        report(id, planned(id, 1, plan));
        return find(id);
    }

    public Decision report(String jobId, TaskEvent event) {
        return handle(jobId, new JobEvent.WorkerReported(clock.instant(), event));
    }

    public TaskEvent planned(String jobId, int attempt, JobPlan plan) {
        return new TaskEvent.JobPlanned(1, new TaskAttempt(jobId, "plan", attempt, "chunker"), stats(), plan);
    }

    public TaskEvent succeeded(String jobId, String taskId, int attempt, String worker) {
        String key = ObjectKeys.encodes(jobId) + taskId + "-" + attempt;
        store(key);
        TaskOutput output = new TaskOutput(taskId, attempt, key, 10, 240, "init");
        return new TaskEvent.TaskSucceeded(1, new TaskAttempt(jobId, taskId, attempt, worker), stats(), output);
    }

    /** A test may have stopped the storage. */
    private void store(String key) {
        try {
            storage.ensureBucket();
            storage.upload(key, new ByteArrayInputStream(new byte[10]), OptionalLong.of(10), "video/mp4");
        } catch (StorageException e) {
            System.err.println("no " + key + ": " + e.getMessage());
        }
    }

    public TaskEvent merged(String jobId, int attempt, String worker) {
        return new TaskEvent.JobMerged(
                1, new TaskAttempt(jobId, "merge", attempt, worker), stats(), TestingPlans.report(jobId));
    }

    public AttemptStats stats() {
        return new AttemptStats(clock.instant(), 1500, 1400, 300 << 20, 240);
    }

    /** Ends everything, so that the next test has the queues for itself. */
    public void cancelAll() {
        JobFilter unfinished = new JobFilter(
                Set.of(
                        JobStatus.UPLOADING,
                        JobStatus.QUEUED,
                        JobStatus.PLANNING,
                        JobStatus.ENCODING,
                        JobStatus.MERGING),
                Map.of(),
                null,
                null);
        await(jobs.list(unfinished, null, 1000))
                .jobs()
                .forEach(job -> handle(job.id(), new JobEvent.CancelRequested(clock.instant())));
    }
}
