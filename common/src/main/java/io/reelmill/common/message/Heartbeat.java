package io.reelmill.common.message;

import io.reelmill.common.job.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a worker says of itself twice a second, as JSON under {@code worker:{id}} in Redis.
 *
 * @param workerId the worker; in a cluster the pod's name
 * @param incarnation random at each start of the process
 * @param sequence grows by one with each heartbeat of an incarnation: a higher one seen later proves life
 * @param at when it was written, by the worker's clock
 * @param service name of the service
 * @param queues queues it takes work from
 * @param slots tasks it can run at once
 * @param memoryLimitBytes memory it may use
 * @param memoryUsedBytes resident memory of the process and its children
 * @param draining whether it takes no more work
 * @param running what it runs now
 * @param waiting what it has taken and cannot run yet, since its neighbors leave too little room
 * @param threads threads that it gives to one task, which decide much of its memory; 0 when an older worker does not say
 */
public record Heartbeat(
        String workerId,
        String incarnation,
        long sequence,
        Instant at,
        String service,
        Set<WorkQueue> queues,
        int slots,
        long memoryLimitBytes,
        long memoryUsedBytes,
        boolean draining,
        List<Running> running,
        List<Waiting> waiting,
        int threads) {

    public Heartbeat {
        queues = Set.copyOf(queues);
        running = List.copyOf(running);
        waiting = waiting == null ? List.of() : List.copyOf(waiting);
    }

    /** Of a worker in which nothing waits, and which gives one thread to a task. */
    public Heartbeat(
            String workerId,
            String incarnation,
            long sequence,
            Instant at,
            String service,
            Set<WorkQueue> queues,
            int slots,
            long memoryLimitBytes,
            long memoryUsedBytes,
            boolean draining,
            List<Running> running) {
        this(
                workerId,
                incarnation,
                sequence,
                at,
                service,
                queues,
                slots,
                memoryLimitBytes,
                memoryUsedBytes,
                draining,
                running,
                List.of(),
                1);
    }

    /** Whether this worker says that it runs the given attempt. */
    public boolean runs(String jobId, String taskId, int attempt) {
        return running(jobId, taskId, attempt).isPresent();
    }

    /** What this worker says of the given attempt; empty when it does not run it. */
    public Optional<Running> running(String jobId, String taskId, int attempt) {
        return running.stream()
                .filter(r -> r.jobId().equals(jobId) && r.taskId().equals(taskId) && r.attempt() == attempt)
                .findFirst();
    }

    /** Whether this worker says that it has taken the given attempt and waits for room. */
    public boolean waits(String jobId, String taskId, int attempt) {
        return waiting.stream()
                .anyMatch(w -> w.jobId().equals(jobId) && w.taskId().equals(taskId) && w.attempt() == attempt);
    }

    /**
     * One task in a slot.
     *
     * @param jobId the job
     * @param taskId the task
     * @param attempt the attempt
     * @param since when its claim was granted
     * @param frames frames produced so far
     * @param memoryBytes resident memory of its child process
     * @param phase how far it is; null from older workers
     */
    public record Running(
            String jobId, String taskId, int attempt, Instant since, long frames, long memoryBytes, Phase phase) {
        /** At work. */
        public Running(String jobId, String taskId, int attempt, Instant since, long frames, long memoryBytes) {
            this(jobId, taskId, attempt, since, frames, memoryBytes, Phase.WORKING);
        }
    }

    /** How far a task in a slot is. */
    public enum Phase {
        /** It is being done. */
        WORKING,
        /** It has ended; the broker has not stored its report yet. */
        REPORTING
    }

    /**
     * One task that waits for room.
     *
     * @param jobId the job
     * @param taskId the task
     * @param attempt the attempt, not claimed yet
     * @param predictedBytes memory it needs
     * @param predictedScratchBytes scratch space it needs
     * @param since when it was taken
     */
    public record Waiting(
            String jobId, String taskId, int attempt, long predictedBytes, long predictedScratchBytes, Instant since) {}
}
