package io.reelmill.gateway.logs;

import io.reelmill.common.Telemetry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.MDC;

/** Says who it is about that something is logged: the job, and where it is known its task and attempt. */
public final class LogKeys {

    private final Map<String, Object> keys = new LinkedHashMap<>();

    private LogKeys() {}

    /** Of a job; null gives no key. */
    public static LogKeys of(String jobId) {
        return new LogKeys().with(Telemetry.JOB_ID, jobId);
    }

    /** Of an attempt at a task of a job. */
    public static LogKeys of(String jobId, String taskId, int attempt) {
        return of(jobId).with(Telemetry.TASK, taskId).with(Telemetry.ATTEMPT, attempt);
    }

    private LogKeys with(String key, Object value) {
        if (value != null) {
            keys.put(key, value);
        }
        return this;
    }

    /** Runs what logs, on this thread; afterwards the keys are as they were. */
    public void during(Runnable logging) {
        Map<String, Object> before = new LinkedHashMap<>();
        keys.forEach((key, value) -> before.put(key, MDC.put(key, value)));
        try {
            logging.run();
        } finally {
            before.forEach(LogKeys::restore);
        }
    }

    private static void restore(String key, Object value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
