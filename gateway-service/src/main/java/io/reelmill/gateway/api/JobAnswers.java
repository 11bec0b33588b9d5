package io.reelmill.gateway.api;

import io.reelmill.gateway.store.CreatedJob;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** Answers that several resources give. */
public final class JobAnswers {

    private JobAnswers() {}

    /** 202 with the address of the job and the job itself; says when it was an earlier request's. */
    public static Response accepted(CreatedJob created) {
        Response.ResponseBuilder answer = Response.accepted(JobViews.of(created.job(), Map.of()))
                .location(URI.create(JobViews.path(created.job().id())));
        return created.existing()
                ? answer.header("Idempotency-Replayed", "true").build()
                : answer.build();
    }
}
