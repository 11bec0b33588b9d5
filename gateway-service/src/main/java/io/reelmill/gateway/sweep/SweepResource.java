package io.reelmill.gateway.sweep;

import io.reelmill.gateway.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sweeps on demand, for whoever runs the installation. */
@Path("/api/v1/admin/sweep")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class SweepResource {

    private final JobSweep sweep;

    SweepResource(JobSweep sweep) {
        this.sweep = sweep;
    }

    @POST
    @Operation(
            operationId = "sweepJobs",
            summary = "Compare every unfinished job with queues, heartbeats and storage, and repair what does not fit",
            description =
                    "The same is done every two minutes. A worker that seems silent is waited for before its work is"
                            + " given up, so that an answer may take a quarter of a minute.")
    public Uni<SweepReport> sweep(
            @Parameter(description = "Only tell what would be done, and why: true, or nothing after the name")
                    @QueryParam("dryRun")
                    String dryRun,
            @Parameter(
                            description =
                                    "Look only at what has been as it is for at least so long, as an ISO 8601 duration",
                            example = "PT20M")
                    @QueryParam("olderThan")
                    @DefaultValue("PT0S")
                    String olderThan,
            @Context UriInfo address) {
        return sweep.sweep(flag(dryRun, address), duration(olderThan));
    }

    /** Whoever asks for a dry run in other words must not get a repair. */
    private static boolean flag(String text, UriInfo address) {
        if (text == null) {
            String query = address.getRequestUri().getRawQuery();
            return query != null && List.of(query.split("&")).contains("dryRun");
        }
        if (text.isEmpty() || text.equals("true")) {
            return true;
        }
        if (text.equals("false")) {
            return false;
        }
        throw ProblemException.invalid("dryRun", "must be true or false");
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told below, as a negative one is.
        }
        throw ProblemException.invalid("olderThan", "must be an ISO 8601 duration such as PT20M");
    }
}
