package io.reelmill.gateway.problem;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.message.Messages;
import io.reelmill.gateway.store.IdempotencyConflictException;
import io.reelmill.gateway.store.JobNotFoundException;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.storage.StorageException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** Maps every failure to its problem, in one place, and writes it. */
public final class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(5);

    private Problems() {}

    /** The problem that a failure is to the caller. What nobody foresaw is logged and told without its inside. */
    public static ProblemException of(Throwable failure) {
        if (failure instanceof ProblemException problem) {
            return problem;
        }
        if ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            return of(failure.getCause());
        }
        if (failure instanceof WebApplicationException web) {
            return ofStatus(web.getResponse().getStatus(), web);
        }
        if (failure instanceof StorageException storage) {
            return ofStorage(storage);
        }
        return ofStore(failure);
    }

    private static ProblemException ofStore(Throwable failure) {
        if (failure instanceof JobNotFoundException) {
            return ProblemException.of(ProblemCode.JOB_NOT_FOUND, failure.getMessage());
        }
        if (failure instanceof IdempotencyConflictException) {
            return ProblemException.of(ProblemCode.IDEMPOTENCY_CONFLICT, failure.getMessage());
        }
        if (failure instanceof StoreUnavailableException) {
            return ProblemException.retryLater(ProblemCode.UNAVAILABLE, failure.getMessage(), SOON);
        }
        LOG.error("unexpected error while answering a request", failure);
        return ProblemException.of(ProblemCode.INTERNAL, "see the log of the gateway");
    }

    private static ProblemException ofStorage(StorageException failure) {
        return switch (failure.kind()) {
            case FULL ->
                ProblemException.of(ProblemCode.STORAGE_FULL, "object storage has no room left; delete jobs or wait");
            case UNAVAILABLE ->
                ProblemException.retryLater(ProblemCode.UNAVAILABLE, "object storage cannot be reached", SOON);
            default -> {
                LOG.error("object storage refused", failure);
                yield ProblemException.of(ProblemCode.INTERNAL, "object storage refused; see the log of the gateway");
            }
        };
    }

    private static ProblemException ofStatus(int status, WebApplicationException failure) {
        return switch (status) {
            case 404 -> ProblemException.of(ProblemCode.NOT_FOUND, "see /q/openapi for what there is");
            case 405 ->
                ProblemException.of(ProblemCode.METHOD_NOT_ALLOWED, "see /q/openapi for the methods of this address");
            case 406 -> ProblemException.of(ProblemCode.NOT_ACCEPTABLE, "ask for application/json");
            case 413 -> ProblemException.of(ProblemCode.TOO_LARGE, "the body is too large");
            case 415 ->
                ProblemException.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "send application/json, or a file as video/*, audio/*, application/octet-stream or"
                                + " multipart/form-data, or as any type with parameters such as ?profile=fast");
            default ->
                status < 500 ? ProblemException.of(ProblemCode.BAD_REQUEST, failure.getMessage()) : ofStore(failure);
        };
    }

    /** Writes a failure as the answer of a request that no resource handles. */
    public static void answer(RoutingContext request, Throwable failure) {
        ProblemException problem = of(failure);
        HttpServerResponse response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        problem.retryAfter().ifPresent(d -> response.putHeader("Retry-After", String.valueOf(d.toSeconds())));
        response.setStatusCode(problem.code().status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Messages.write(problem.problem(request.request().path())));
    }
}
