package io.reelmill.gateway.api;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.reelmill.common.message.Messages;
import io.reelmill.gateway.api.EventFeed.Event;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.security.ApiConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;

/** A job as it happens. */
@Path("/api/v1/jobs/{id}/events")
@Tag(name = "Jobs")
@ApplicationScoped
public class EventsResource {

    private static final Logger LOG = Logger.getLogger(EventsResource.class);

    /** What followers are promised. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Jobs jobs;
    private final Duration interval;
    private volatile boolean stopping;

    EventsResource(Jobs jobs, ApiConfig config) {
        this.jobs = jobs;
        Duration wanted = config.eventInterval();
        this.interval = wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }

    /** Followers resume elsewhere; nobody waits for the end of their jobs. */
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @FollowsJob
    @Operation(
            operationId = "followJob",
            summary = "Follow a job",
            description =
                    "Events `state` for each stage reached and `job` with the whole job at least every two seconds."
                            + " Ends after the terminal state. Send the last id seen as Last-Event-ID to hear what was"
                            + " missed; 204 says that nothing was. A comment at least every two seconds says that"
                            + " the job cannot be read for a while.")
    @APIResponse(
            responseCode = "200",
            description = "The events",
            content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
    public Multi<OutboundSseEvent> events(
            @RestPath String id,
            @Parameter(description = "Id of the last event seen") @HeaderParam("Last-Event-ID") String lastEventId,
            @Context Sse sse) {
        AtomicInteger known = new AtomicInteger(EventFeed.knownStages(lastEventId));
        Multi<Look> looks = Multi.createBy()
                .repeating()
                .uni(() -> look(id))
                .withDelay(interval)
                .whilst(EventsResource::goesOn);
        return Quiet.filled(looks, LONGEST, Look.NOTHING, () -> stopping)
                .onItem()
                .transformToIterable(look -> told(look, known, sse));
    }

    /** What was seen of a job: nothing when it could not be read just now. */
    private record Look(Optional<JobView> job, boolean gone) {
        static final Look NOTHING = new Look(Optional.empty(), false);
    }

    /** A store that is away for a while is waited for; a job that was deleted ends the stream. */
    private Uni<Look> look(String id) {
        return jobs.view(id)
                .map(view -> new Look(Optional.of(view), false))
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.debugf("job %s could not be read for its followers: %s", id, e.toString());
                    return new Look(Optional.empty(), e instanceof ProblemException);
                });
    }

    private static boolean goesOn(Look look) {
        return !look.gone() && look.job().map(job -> !job.state().terminal()).orElse(true);
    }

    /** Who follows a job that cannot be read is told at least that there is still somebody who will. */
    private static List<OutboundSseEvent> told(Look look, AtomicInteger known, Sse sse) {
        return look.job()
                .map(job -> EventFeed.events(job, known.getAndSet(job.stages().size())).stream()
                        .map(event -> outbound(sse, event))
                        .toList())
                .orElseGet(() -> look.gone()
                        ? List.of()
                        : List.of(sse.newEventBuilder()
                                .comment("the job cannot be read now, waiting")
                                .build()));
    }

    private static OutboundSseEvent outbound(Sse sse, Event event) {
        return sse.newEventBuilder()
                .id(event.id())
                .name(event.name())
                .data(Messages.write(event.data()))
                .build();
    }
}
