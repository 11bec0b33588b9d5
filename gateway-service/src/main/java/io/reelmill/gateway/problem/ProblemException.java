package io.reelmill.gateway.problem;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A request that is answered with a problem. Not logged: it is the caller's to read. */
public final class ProblemException extends RuntimeException {

    private final ProblemCode code;
    private final transient List<FieldError> errors;
    private final transient Duration retryAfter;

    private ProblemException(ProblemCode code, String detail, List<FieldError> errors, Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** A problem with a sentence about this occurrence. */
    public static ProblemException of(ProblemCode code, String detail) {
        return new ProblemException(code, detail, List.of(), null);
    }

    /** A problem that goes away by itself: when to come back. */
    public static ProblemException retryLater(ProblemCode code, String detail, Duration after) {
        return new ProblemException(code, detail, List.of(), after);
    }

    /** Fields that are not valid, at least one. */
    public static ProblemException invalid(List<FieldError> errors) {
        String detail = errors.stream()
                .map(e -> e.field().isEmpty() ? e.detail() : e.field() + ": " + e.detail())
                .collect(Collectors.joining("; "));
        return new ProblemException(ProblemCode.VALIDATION_FAILED, detail, errors, null);
    }

    /** One field that is not valid. */
    public static ProblemException invalid(String field, String detail) {
        return invalid(List.of(new FieldError(field, detail)));
    }

    /** There is no job of this id. */
    public static ProblemException jobNotFound(String jobId) {
        return of(ProblemCode.JOB_NOT_FOUND, "there is no job " + jobId);
    }

    /** Which problem. */
    public ProblemCode code() {
        return code;
    }

    /** Fields at fault, empty unless the request was not valid. */
    public List<FieldError> errors() {
        return errors;
    }

    /** When to come back, where that helps. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Problem problem(String instance) {
        return Problem.of(code, getMessage(), instance, errors);
    }
}
