package io.reelmill.gateway.api;

import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** Answers that several resources give. */
@ApplicationScoped
public class JobAnswers {

    private final ObjectStore store;

    JobAnswers(ObjectStore store) {
        this.store = store;
    }

    /** 202 with the address of the job and the job itself; says when it was an earlier request's. */
    public Response accepted(CreatedJob created) {
        Response.ResponseBuilder answer = Response.accepted(JobViews.of(created.job(), Map.of(), store.bucket()))
                .location(URI.create(JobViews.path(created.job().id())));
        return created.existing()
                ? answer.header("Idempotency-Replayed", "true").build()
                : answer.build();
    }
}
