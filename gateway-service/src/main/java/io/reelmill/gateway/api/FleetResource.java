package io.reelmill.gateway.api;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.profiles.Profile;
import io.reelmill.gateway.profiles.Profiles;
import io.reelmill.gateway.progress.QueueCounts;
import io.reelmill.gateway.progress.QueueCounts.QueueCount;
import io.reelmill.gateway.workers.LiveWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What this installation has to work with. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Installation")
public class FleetResource {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final LiveWorkers workers;
    private final QueueCounts queues;

    FleetResource(LiveWorkers workers, QueueCounts queues) {
        this.workers = workers;
        this.queues = queues;
    }

    @GET
    @Path("/workers")
    @Operation(operationId = "listWorkers", summary = "Workers that live, and what each runs now")
    public Uni<Items<Heartbeat>> workers() {
        return workers.all()
                .map(all -> new Items<>(all.values().stream()
                        .sorted(Comparator.comparing(Heartbeat::service).thenComparing(Heartbeat::workerId))
                        .toList()))
                .onFailure()
                .transform(e -> ProblemException.retryLater(
                        ProblemCode.UNAVAILABLE, "Redis, which knows the workers, cannot be reached", SOON));
    }

    @GET
    @Path("/queues")
    @Operation(operationId = "listQueues", summary = "Work waiting and running per queue")
    public Uni<Items<QueueCount>> queues() {
        return queues.all().map(Items::new);
    }

    @GET
    @Path("/profiles")
    @Operation(operationId = "listProfiles", summary = "The built-in profiles with all their settings")
    public Items<Profile> profiles() {
        return new Items<>(Profiles.all());
    }
}
