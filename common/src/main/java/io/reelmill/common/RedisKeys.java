package io.reelmill.common;

/** Keys in Redis. Live progress and attribution, never the truth: all of it may vanish at any time. */
public final class RedisKeys {

    /** Sorted set of worker ids by time of last heartbeat in epoch milliseconds. */
    public static final String WORKERS = "workers";

    private RedisKeys() {}

    /** Hash of a job: {@code total_chunks}, {@code completed_chunks}, {@code status}. */
    public static String job(String jobId) {
        return "job:" + jobId;
    }

    /** Set of ids of finished tasks. */
    public static String done(String jobId) {
        return "job:" + jobId + ":done";
    }

    /** Hash of frames encoded per task, written about every second. */
    public static String frames(String jobId) {
        return "job:" + jobId + ":frames";
    }

    /** Latest heartbeat of a worker as JSON, with a time to live. */
    public static String worker(String workerId) {
        return "worker:" + workerId;
    }
}
