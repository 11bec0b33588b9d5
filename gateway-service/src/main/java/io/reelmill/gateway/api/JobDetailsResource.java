package io.reelmill.gateway.api;

import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.problem.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.security.ApiConfig;
import io.reelmill.gateway.store.JobService;
import io.reelmill.storage.ObjectStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

    JobDetailsResource(Jobs jobs, JobService service, ObjectStore store, ApiConfig config) {
        this.jobs = jobs;
        this.service = service;
        this.store = store;
        this.config = config;
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
            description = "The address in Location needs no token and is valid for a limited time.")
    @APIResponse(responseCode = "307", description = "Location is the address of the file")
    public Uni<Response> output(@RestPath String id, @RestPath String name) {
        return jobs.find(id).emitOn(Infrastructure.getDefaultWorkerPool()).map(job -> redirect(job, name));
    }

    private Response redirect(Job job, String name) {
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
        URI address = store.presignForPeople(object, config.linkValidity(), fileName);
        return Response.temporaryRedirect(address)
                .header("Cache-Control", "no-store")
                .build();
    }

    private static MergeReport report(Job job) {
        return job.report()
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.OUTPUT_NOT_FOUND,
                        "job %s is %s; there are outputs and a report once it is COMPLETED"
                                .formatted(job.id(), job.status())));
    }
}
