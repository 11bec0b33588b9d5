package io.reelmill.gateway.logs;

import io.reelmill.common.Telemetry;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
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

    /** Of an attempt at a task of a job; what is null gives no key. */
    public static LogKeys of(String jobId, String taskId, Integer attempt) {
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
        Context current = Vertx.currentContext();
        if (current == null || VertxContext.isDuplicatedContext(current)) {
            keyed(logging);
            return;
        }
        // Keys belong to duplicated contexts: on another one each would get a new context of its own, and be lost with
        // it.
        Runnable keyed = () -> keyed(logging);
        ((ContextInternal) VertxContext.createNewDuplicatedContext(current)).dispatch(keyed);
    }

    private void keyed(Runnable logging) {
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
