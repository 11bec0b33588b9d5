package io.reelmill.gateway.api;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.requests.Paging;
import io.reelmill.gateway.security.ApiConfig;
import io.reelmill.gateway.store.JobService;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What belongs to one job: its tasks, its report, its files. */
@Path("/api/v1/jobs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobDetailsResource {

    private final Jobs jobs;
    private final JobService service;
    private final ObjectStore store;
    private final ApiConfig config;
    private final Clock clock;

    JobDetailsResource(Jobs jobs, JobService service, ObjectStore store, ApiConfig config, Clock clock) {
        this.jobs = jobs;
        this.service = service;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Path("/tasks")
    @Operation(operationId = "listTasks", summary = "Every task of a job with its attempts")
    public Uni<Items<TaskView>> tasks(@RestPath String id) {
        return jobs.find(id).flatMap(job -> Uni.combine()
                .all()
                .unis(service.attempts(id), jobs.live(job))
                .with((attempts, live) -> tasks(job, attempts, live)));
    }

    private static Items<TaskView> tasks(Job job, List<Attempt> attempts, Map<String, Long> live) {
        Map<String, List<Attempt>> byTask = attempts.stream().collect(Collectors.groupingBy(Attempt::taskId));
        return new Items<>(job.tasks().values().stream()
                .map(task -> TaskView.of(task, byTask.getOrDefault(task.id(), List.of()), live.get(task.id())))
                .toList());
    }

    @GET
    @Path("/attempts")
    @Operation(operationId = "listAttempts", summary = "The latest attempts of a job, its memory, and what waits")
    public Uni<AttemptsView> attempts(
            @RestPath String id,
            @Parameter(
                            description = "How many, 1–200",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @QueryParam("limit")
                    String limit) {
        int most = Paging.read(null, limit).limit();
        return jobs.find(id).flatMap(job -> service.digest(id, most).map(digest -> AttemptsView.of(job, digest)));
    }

    @GET
    @Path("/report")
    @Operation(operationId = "getReport", summary = "What was published and each check that was made")
    public Uni<MergeReport> report(@RestPath String id) {
        return jobs.find(id).map(JobDetailsResource::report);
    }

    @GET
    @Path("/outputs/{name}")
    @Operation(
            operationId = "getOutput",
            summary = "Redirects to a published file",
            description =
                    "The address needs no token and is valid for a limited time. Who asks for `application/json` is"
                            + " told it instead of being redirected.")
    @APIResponse(responseCode = "307", description = "Location is the address of the file")
    @APIResponse(
            responseCode = "200",
            description = "The address of the file",
            content = @Content(schema = @Schema(implementation = OutputLink.class)))
    public Uni<Response> output(
            @RestPath String id,
            @RestPath String name,
            @Parameter(hidden = true) @HeaderParam("Accept") String accept) {
        boolean told = MediaType.APPLICATION_JSON.equals(accept);
        return jobs.find(id).emitOn(Infrastructure.getDefaultWorkerPool()).map(job -> {
            OutputLink link = link(job, name);
            Response.ResponseBuilder response = told ? Response.ok(link) : Response.temporaryRedirect(link.url());
            return response.header("Cache-Control", "no-store").build();
        });
    }

    private OutputLink link(Job job, String name) {
        OutputFile file = report(job).outputs().stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.OUTPUT_NOT_FOUND, "job %s has no output \"%s\"".formatted(job.id(), name)));
        ObjectRef object = store.ref(file.key());
        if (store.stat(object).isEmpty()) {
            throw ProblemException.of(
                    ProblemCode.OUTPUT_GONE,
                    "output \"%s\" of job %s was removed; retry the job to make it again".formatted(name, job.id()));
        }
        String fileName = JobViews.downloadName(job.spec().source().fileName(), file);
        return new OutputLink(
                store.presignForPeople(object, config.linkValidity(), fileName),
                clock.instant().plus(config.linkValidity()));
    }

    private static MergeReport report(Job job) {
        return job.report()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.OUTPUT_NOT_FOUND,
                        "job %s is %s; there are outputs and a report once it is COMPLETED"
                                .formatted(job.id(), job.status())));
    }
}
