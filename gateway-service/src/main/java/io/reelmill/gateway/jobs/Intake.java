package io.reelmill.gateway.jobs;

import io.reelmill.common.job.FailureCode;
import java.time.Instant;

/** Rules for getting the source. */
final class Intake {

    private Intake() {}

    static void submitted(Draft draft, JobEvent.Submitted event) {
        queue(draft, 0, event.at());
    }

    static void uploadCompleted(Draft draft, JobEvent.UploadCompleted event) {
        if (draft.job().state() instanceof JobState.Uploading) {
            takeOver(draft, event);
        }
        queue(draft, event.bytes(), event.at());
    }

    private static void takeOver(Draft draft, JobEvent.UploadCompleted event) {
        if (event.spec() != null) {
            draft.change(job -> job.with(event.spec()));
        }
        if (event.scheduling() != null) {
            draft.change(job -> job.with(event.scheduling().to(job.scheduling())));
        }
        if (event.labels() != null) {
            draft.change(job -> job.with(event.labels()));
        }
    }

    static void uploadAborted(Draft draft, JobEvent.UploadAborted event) {
        if (draft.job().state() instanceof JobState.Uploading) {
            draft.fail(new Failure(FailureCode.UPLOAD_ABORTED, event.detail()), event.at());
        }
    }

    private static void queue(Draft draft, long bytes, Instant at) {
        if (draft.job().state() instanceof JobState.Uploading uploading) {
            draft.put(TaskIds.plan(bytes));
            draft.change(
                    job -> job.with(uploading.received()).with(job.timeline().queued(at)));
        }
    }
}
