package io.reelmill.gateway.uploads;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.problem.Problems;
import io.reelmill.gateway.requests.JobOrder;
import io.reelmill.gateway.requests.JobRequests;
import io.reelmill.gateway.requests.UploadParameters;
import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.gateway.store.JobIds;
import io.reelmill.gateway.store.NewJob;
import io.reelmill.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jboss.logging.MDC;

/** One file being received: the steps, and what is undone when one fails. */
final class Reception {

    private final Upload upload;
    private final long most;
    private final Runnable admission;
    private final SourceIntake intake;
    private final ObjectStore store;
    private final Clock clock;

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private String fileName;
    private CreatedJob created;
    private JobOrder order;
    private long bytes;

    /**
     * @param most largest file in bytes
     * @param admission throws when there is no room for what is to come
     */
    Reception(Upload upload, long most, Runnable admission, SourceIntake intake, ObjectStore store, Clock clock) {
        this.upload = upload;
        this.most = most;
        this.admission = admission;
        this.intake = intake;
        this.store = store;
        this.clock = clock;
        upload.parameters().forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
    }

    CreatedJob run() {
        try {
            boolean mine = upload.multipart() ? form() : file(upload.body(), upload.length(), upload.contentType());
            return mine ? new CreatedJob(finish(), false) : created;
        } catch (IOException | RuntimeException e) {
            throw undone(e);
        } finally {
            MDC.remove(Telemetry.JOB_ID);
        }
    }

    /** Whether the file was received; false when the job is an earlier request's. */
    private boolean form() throws IOException {
        MultipartReader reader = new MultipartReader(upload.body(), upload.contentType());
        for (MultipartPart part = reader.next(); part != null; part = reader.next()) {
            String name = part.header().name();
            if (part.header().fileName() == null) {
                parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(part.text());
            } else if (created != null) {
                throw ProblemException.invalid(name, "is a second file; send one file per request");
            } else {
                fileName = part.header().fileName();
                if (!file(part.body(), OptionalLong.empty(), part.header().contentType())) {
                    return false;
                }
            }
        }
        if (created == null) {
            throw ProblemException.invalid("file", "is missing: one part must be a file");
        }
        return true;
    }

    private boolean file(InputStream body, OptionalLong length, String contentType) throws IOException {
        begin();
        if (created.existing()) {
            return false;
        }
        CappedStream capped = new CappedStream(body, most);
        try {
            String type = contentType == null ? "application/octet-stream" : contentType;
            bytes = store.upload(ObjectKeys.source(created.job().id()), capped, length, type)
                    .bytes();
            return true;
        } catch (RuntimeException e) {
            if (capped.failure() != null) {
                throw capped.failure();
            }
            throw e;
        }
    }

    /** A repeated request gets the first one's job, whatever would be said to it today. */
    private void begin() {
        NewJob.Idempotency idempotency = JobRequests.idempotency(
                upload.idempotencyKey(), "upload", parameters, upload.length().orElse(-1));
        created = intake.earlier(idempotency).orElseGet(() -> begin(idempotency));
    }

    private CreatedJob begin(NewJob.Idempotency idempotency) {
        String id = JobIds.next();
        MDC.put(Telemetry.JOB_ID, id);
        order = order(id);
        admission.run();
        return intake.begin(
                new NewJob(id, order.spec(), true, order.scheduling(), order.labels(), idempotency),
                () -> upload.stop().accept(new IOException("the job was ended")));
    }

    private JobOrder order(String id) {
        String name = UploadParameters.fileName(parameters, fileName);
        Source source = Source.object(store.bucket(), ObjectKeys.source(id), name);
        return JobRequests.orderForUpload(source, UploadParameters.read(parameters), clock.instant());
    }

    /** Fields may have followed the file. */
    private Job finish() {
        String id = created.job().id();
        return intake.complete(id, bytes, order, order(id));
    }

    private ProblemException undone(Exception failure) {
        ProblemException problem = problem(failure);
        if (created != null && !created.existing()) {
            String id = created.job().id();
            boolean callerKnows =
                    problem.code() != ProblemCode.UPLOAD_ABORTED && problem.code() != ProblemCode.UPLOAD_STALLED;
            if (callerKnows) {
                intake.forget(id, problem.getMessage());
            } else {
                intake.abort(id, problem.getMessage());
            }
        }
        return problem;
    }

    private static ProblemException problem(Exception failure) {
        if (failure instanceof CappedStream.TooLargeException) {
            return ProblemException.of(ProblemCode.TOO_LARGE, failure.getMessage() + " (reelmill.uploads.max-size)");
        }
        if (failure instanceof MultipartReader.MultipartException) {
            return ProblemException.of(ProblemCode.BAD_MULTIPART, failure.getMessage());
        }
        if (failure instanceof BytePipe.StalledException) {
            return ProblemException.of(ProblemCode.UPLOAD_STALLED, failure.getMessage());
        }
        if (failure instanceof UploadStreams.StoppingException) {
            return UploadStreams.stopping();
        }
        if (failure instanceof IOException) {
            return ProblemException.of(
                    ProblemCode.UPLOAD_ABORTED, "the file did not arrive completely: " + failure.getMessage());
        }
        return Problems.of(failure);
    }
}
