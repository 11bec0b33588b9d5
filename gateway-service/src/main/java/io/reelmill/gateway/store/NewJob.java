package io.reelmill.gateway.store;

import io.reelmill.common.spec.JobSpec;
import io.reelmill.gateway.jobs.Scheduling;
import java.util.Map;

/**
 * A job to be created.
 *
 * @param id chosen with {@link JobIds#next()}, for instance because the spec's source key holds it; null to have one chosen
 * @param spec what is asked for
 * @param uploading whether the source is still to be received: the job is then {@code UPLOADING} until an
 *     {@code UploadCompleted}, otherwise {@code QUEUED} at once
 * @param copyOf the job whose stored source is copied, while this one is {@code UPLOADING}; null for none
 * @param scheduling when its work is handed out
 * @param labels the caller's own marks
 * @param idempotency makes a repeated request find the first one's job; null when the caller gave no key
 */
public record NewJob(
        String id,
        JobSpec spec,
        boolean uploading,
        String copyOf,
        Scheduling scheduling,
        Map<String, String> labels,
        Idempotency idempotency) {

    public NewJob {
        labels = Map.copyOf(labels);
    }

    /** One that copies nothing. */
    public NewJob(
            String id,
            JobSpec spec,
            boolean uploading,
            Scheduling scheduling,
            Map<String, String> labels,
            Idempotency idempotency) {
        this(id, spec, uploading, null, scheduling, labels, idempotency);
    }

    /**
     * Names a request.
     *
     * @param key as the caller sent it
     * @param requestHash digest of what the request asks for: the same key with another hash is a conflict
     */
    public record Idempotency(String key, String requestHash) {}
}
