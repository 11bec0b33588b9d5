package io.reelmill.gateway.api;

import io.reelmill.gateway.problem.Problem;
import io.reelmill.gateway.requests.JobPatch;
import io.reelmill.gateway.requests.JobRequest;
import io.reelmill.gateway.requests.RequestJson;
import io.reelmill.gateway.uploads.StoredSources;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Jobs. */
@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobsResource {

    private final JobOrders orders;
    private final Jobs jobs;
    private final JobAnswers answers;
    private final StoredSources sources;
    private final RequestBodies bodies;

    JobsResource(JobOrders orders, Jobs jobs, JobAnswers answers, StoredSources sources, RequestBodies bodies) {
        this.orders = orders;
        this.jobs = jobs;
        this.answers = answers;
        this.sources = sources;
        this.bodies = bodies;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createJob",
            summary = "Start a job",
            description =
                    "With JSON for a source that is in storage or on the web, or with the file itself as the body."
                            + " Settings of an upload are query parameters, or fields of the form.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(implementation = JobRequest.class),
                        example =
                                """
                        {"source": {"url": "https://media.example.com/holiday.mov"}, "profile": "balanced",
                         "labels": {"team": "web"}}"""),
                @Content(mediaType = "video/*", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = "application/octet-stream",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = UploadForm.class))
            })
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the address of the job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    @APIResponse(
            responseCode = "422",
            description = "Not valid; `errors` lists the fields",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Uni<Response> create(
            @Context HttpServerRequest request,
            @Parameter(description = "Repeating a request with the same key finds the job of the first one")
                    @HeaderParam("Idempotency-Key")
                    String idempotencyKey) {
        return bodies.json(request)
                .map(body -> RequestJson.read(body, JobRequest.class))
                .flatMap(asked -> orders.create(asked, idempotencyKey))
                .map(answers::accepted);
    }

    @GET
    @Operation(operationId = "listJobs", summary = "List jobs, newest first")
    public Uni<JobPageView> list(
            @Parameter(description = "Only these states; several parted by commas") @QueryParam("state")
                    List<String> states,
            @Parameter(description = "Only jobs with this label, as key=value; may be repeated") @QueryParam("label")
                    List<String> labels,
            @Parameter(description = "`nextCursor` of the page before") @QueryParam("cursor") String cursor,
            @Parameter(
                            description = "Jobs per page, 1–200",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @QueryParam("limit")
                    String limit) {
        return jobs.list(ListParameters.read(states, labels, cursor, limit));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getJob", summary = "A job with its progress")
    public Uni<JobView> get(@RestPath String id) {
        return jobs.view(id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @Operation(operationId = "changeJob", summary = "Suspend, resume or reprioritize a job, or move its deadline")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobPatch.class)))
    @APIResponse(
            responseCode = "200",
            description = "The job as it is now",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<JobView> patch(@Context HttpServerRequest request, @RestPath String id) {
        return bodies.text(request)
                .map(body -> RequestJson.read(body, JobPatch.class))
                .flatMap(patch -> jobs.patch(id, patch));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "deleteJob",
            summary = "Delete a job with its media",
            description = "Ends it first if need be. A source that the caller owns is never touched.")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> delete(@RestPath String id) {
        return jobs.delete(id);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(operationId = "cancelJob", summary = "End a job; workers stop within two seconds")
    public Uni<JobView> cancel(@RestPath String id) {
        return jobs.cancel(id);
    }

    @POST
    @Path("/{id}/retry")
    @Operation(
            operationId = "retryJob",
            summary = "Process the source of a job again",
            description = "A new job; what the body leaves open is as it was. A stored source is copied, so that either"
                    + " job can be deleted without harm to the other.")
    @RequestBody(
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = JobRequest.class)))
    @APIResponse(
            responseCode = "202",
            description = "Accepted; Location is the address of the new job",
            content = @Content(schema = @Schema(implementation = JobView.class)))
    public Uni<Response> retry(
            @Context HttpServerRequest request,
            @RestPath String id,
            @HeaderParam("Idempotency-Key") String idempotencyKey) {
        return bodies.text(request)
                .map(body -> body.isBlank() ? JobRequest.EMPTY : RequestJson.read(body, JobRequest.class))
                .flatMap(asked -> sources.again(id, asked, idempotencyKey))
                .map(answers::accepted);
    }
}
