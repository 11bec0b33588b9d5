package io.reelmill.common.job;

/** Every error of the HTTP interface: a stable code, its status and a short title. */
public enum ProblemCode {
    BAD_JSON(400, "The body is not valid JSON"),
    BAD_MULTIPART(400, "The multipart body cannot be read"),
    BAD_REQUEST(400, "The request cannot be understood"),
    UNAUTHORIZED(401, "A valid token is needed"),
    FOREIGN_ORIGIN(403, "The request comes from the page of another site"),
    FOREIGN_HOST(403, "The request is meant for another host"),
    NOT_FOUND(404, "There is nothing at this address"),
    JOB_NOT_FOUND(404, "There is no such job"),
    OUTPUT_NOT_FOUND(404, "The job has no such output"),
    DEAD_LETTER_NOT_FOUND(404, "There is no such dead letter"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The requested representation does not exist"),
    UPLOAD_STALLED(408, "The upload stopped arriving"),
    JOB_ENDED(409, "The job has ended"),
    JOB_NOT_ENDED(409, "The job has not ended"),
    NOT_REPLAYABLE(409, "The dead letter cannot be replayed"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key was used for another request"),
    UPLOAD_IN_PROGRESS(409, "The upload is still being received"),
    UPLOAD_ABORTED(409, "The upload was aborted"),
    SOURCE_GONE(410, "The source is not stored any more"),
    OUTPUT_GONE(410, "The output is not stored any more"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported here"),
    VALIDATION_FAILED(422, "The request is not valid"),
    TOO_MANY_JOBS(429, "Too many unfinished jobs"),
    TOO_MANY_UPLOADS(429, "Too many uploads at once"),
    INTERNAL(500, "Unexpected error"),
    UNAVAILABLE(503, "A server that is needed cannot be reached"),
    STORAGE_FULL(507, "Storage is full");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The same words for every occurrence. */
    public String title() {
        return title;
    }
}
