package io.reelmill.gateway.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers failures of resources with problems. */
final class ProblemMappers {

    @ServerExceptionMapper
    RestResponse<Problem> any(Throwable failure, UriInfo uri) {
        return answer(failure, uri);
    }

    /** More specific than the mapper of all, or the framework would answer these itself. */
    @ServerExceptionMapper
    RestResponse<Problem> web(WebApplicationException failure, UriInfo uri) {
        return answer(failure, uri);
    }

    private static RestResponse<Problem> answer(Throwable failure, UriInfo uri) {
        ProblemException problem = Problems.of(failure);
        var response = RestResponse.ResponseBuilder.<Problem>create(
                        problem.code().status())
                .header("Content-Type", Problem.MEDIA_TYPE)
                .entity(problem.problem(uri.getRequestUri().getRawPath()));
        problem.retryAfter().ifPresent(d -> response.header("Retry-After", d.toSeconds()));
        return response.build();
    }
}
