package io.reelmill.gateway.problem;

import io.reelmill.common.job.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.NotSupportedException;
import java.util.regex.Pattern;

/** What stands around the resources: the answer for addresses that nobody knows, and patience with early answers. */
@ApplicationScoped
class EdgeRoutes {

    private static final int FIRST = -2000;
    private static final int BEFORE_RESOURCES = -800;
    private static final int LAST = 100_000;
    private static final long LINGER_MILLIS = 10_000;

    /** RFC 9110, 8.3.1: two tokens. The framework takes others for an error of ours. */
    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*[^\\s/;]+/[^\\s/;]+\\s*(;.*)?");

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(EdgeRoutes::linger);
        router.route().order(BEFORE_RESOURCES).handler(EdgeRoutes::requireMediaType);
        router.route()
                .order(LAST)
                .handler(request -> Problems.answer(
                        request, ProblemException.of(ProblemCode.NOT_FOUND, "see /q/openapi for what there is")));
    }

    private static void requireMediaType(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || MEDIA_TYPE.matcher(type).matches()) {
            context.next();
        } else {
            Problems.answer(context, new NotSupportedException());
        }
    }

    /**
     * A caller that is still sending when it is refused may only look at the answer afterwards: the rest of its body is
     * read and dropped for a while, or closing the connection would destroy the answer on its way (RFC 9112, 9.6). One
     * that was not refused may finish.
     */
    private static void linger(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.addEndHandler(done -> {
            if (!request.isEnded() && done.succeeded()) {
                request.exceptionHandler(gone -> {});
                request.handler(dropped -> {});
                if (context.response().getStatusCode() >= 400) {
                    closeLater(context);
                }
                request.resume();
            }
        });
        context.next();
    }

    private static void closeLater(RoutingContext context) {
        HttpServerRequest request = context.request();
        long timer = context.vertx()
                .setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.endHandler(end -> context.vertx().cancelTimer(timer));
    }
}
