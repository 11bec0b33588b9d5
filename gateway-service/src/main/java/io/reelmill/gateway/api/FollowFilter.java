package io.reelmill.gateway.api;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Decides what cannot be said any more once a stream has begun: 404, and 204 for who has heard everything. */
class FollowFilter {

    private final Jobs jobs;

    FollowFilter(Jobs jobs) {
        this.jobs = jobs;
    }

    @FollowsJob
    @ServerRequestFilter
    Uni<Response> check(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        String lastEventId = request.getHeaderString("Last-Event-ID");
        return jobs.view(id)
                .map(job -> EventFeed.complete(job, lastEventId)
                        ? Response.noContent().build()
                        : null);
    }
}
