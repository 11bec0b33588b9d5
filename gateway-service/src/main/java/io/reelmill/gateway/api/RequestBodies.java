package io.reelmill.gateway.api;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.security.ApiConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotSupportedException;
import java.nio.charset.StandardCharsets;

/** Reads small bodies: whole, as text, and never more than the limit, whether or not a length was told. */
@ApplicationScoped
class RequestBodies {

    private final int most;

    RequestBodies(ApiConfig config) {
        this.most = config.maxJsonBytes();
    }

    /** The same, but what comes without a type is not taken for JSON. */
    Uni<String> json(HttpServerRequest request) {
        return request.getHeader("Content-Type") == null
                ? Uni.createFrom().failure(new NotSupportedException())
                : text(request);
    }

    /** The body as text; fails with {@code TOO_LARGE}. To be called on the request's event loop, before anything has read. */
    Uni<String> text(HttpServerRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            Buffer all = Buffer.buffer();
            request.exceptionHandler(emitter::fail);
            request.endHandler(end -> emitter.complete(all.toString(StandardCharsets.UTF_8)));
            request.handler(bytes -> {
                if (all.length() + bytes.length() > most) {
                    request.handler(dropped -> {});
                    emitter.fail(ProblemException.of(
                            ProblemCode.TOO_LARGE, "a JSON body may have at most %d bytes".formatted(most)));
                } else {
                    all.appendBuffer(bytes);
                }
            });
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
            request.resume();
        });
    }
}
