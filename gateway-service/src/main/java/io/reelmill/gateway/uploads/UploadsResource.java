package io.reelmill.gateway.uploads;

import io.reelmill.gateway.api.JobAnswers;
import io.reelmill.gateway.store.CreatedJob;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Jobs whose source is the body. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
public class UploadsResource {

    private final UploadStreams streams;
    private final JobAnswers answers;

    UploadsResource(UploadStreams streams, JobAnswers answers) {
        this.streams = streams;
        this.answers = answers;
    }

    @POST
    @Consumes({"video/*", "audio/*", "application/octet-stream", "multipart/form-data"})
    @Operation(hidden = true)
    public Uni<Response> upload(
            @Context HttpServerRequest request, @HeaderParam("Idempotency-Key") String idempotencyKey) {
        Uni<CreatedJob> received = streams.receive(request, idempotencyKey);
        return received.map(answers::accepted);
    }
}
