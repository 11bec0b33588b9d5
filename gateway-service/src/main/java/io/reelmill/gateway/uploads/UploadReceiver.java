package io.reelmill.gateway.uploads;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.admission.Admission;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Receives files; blocks while a file arrives. */
@ApplicationScoped
class UploadReceiver {

    /** What a form may need beside its file. */
    private static final long FORM_OVERHEAD = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UploadsConfig config;
    private final Admission admission;
    private final SourceIntake intake;
    private final ObjectStore store;
    private final Clock clock;

    UploadReceiver(UploadsConfig config, Admission admission, SourceIntake intake, ObjectStore store, Clock clock) {
        this.config = config;
        this.admission = admission;
        this.intake = intake;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The job of the upload, or that of an earlier request with the same key, in which case nothing is read. Throws
     * {@link ProblemException}; nothing is left behind then but, when the caller went away, the job that says so.
     */
    CreatedJob receive(Upload upload) {
        long most = config.maxSize().asLongValue();
        return new Reception(upload, most, () -> admit(upload, most), intake, store, clock).run();
    }

    private void admit(Upload upload, long most) {
        long declared = upload.length().orElse(0);
        if (declared > most + (upload.multipart() ? FORM_OVERHEAD : 0)) {
            throw ProblemException.of(
                    ProblemCode.TOO_LARGE,
                    "the body has %d bytes and at most %d are accepted (reelmill.uploads.max-size)"
                            .formatted(declared, most));
        }
        admission.check().await().atMost(PATIENCE);
    }
}
