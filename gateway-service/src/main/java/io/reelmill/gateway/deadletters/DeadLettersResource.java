package io.reelmill.gateway.deadletters;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.gateway.requests.Paging;
import io.reelmill.gateway.store.DeadLetter;
import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Dead letters, for whoever runs the installation. */
@Path("/api/v1/admin/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class DeadLettersResource {

    private final DeadLetterStore letters;
    private final JobService jobs;
    private final Replays replays;

    DeadLettersResource(DeadLetterStore letters, JobService jobs, Replays replays) {
        this.letters = letters;
        this.jobs = jobs;
        this.replays = replays;
    }

    /** A page of letters. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DeadLetterPage")
    record DeadLetterPage(
            List<DeadLetterView> items,
            @Schema(description = "`cursor` of the next page; absent on the last one") String nextCursor) {}

    @GET
    @Operation(operationId = "listDeadLetters", summary = "What was given up, newest first")
    public Uni<DeadLetterPage> list(
            @Parameter(description = "`nextCursor` of the page before") @QueryParam("cursor") String cursor,
            @Parameter(
                            description = "Letters per page, 1–200",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "50"))
                    @QueryParam("limit")
                    String limit) {
        Paging paging = Paging.read(cursor, limit);
        return letters.list(paging.cursor(), paging.limit()).flatMap(page -> Multi.createFrom()
                .iterable(page.letters())
                .onItem()
                .transformToUniAndConcatenate(this::view)
                .collect()
                .asList()
                .map(items -> new DeadLetterPage(items, page.nextCursor())));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getDeadLetter", summary = "A dead letter with its whole history")
    public Uni<DeadLetterView> get(@RestPath String id) {
        return letters.find(id).flatMap(found -> view(found.orElseThrow(() -> Replays.notFound(id))));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            operationId = "replayDeadLetter",
            summary = "Give it another try",
            description =
                    "A task: a new job on the source of the one that failed. A message: back where it was read. The"
                            + " letter is gone then; repeated, the same job is not started twice.")
    public Uni<Replays.Replayed> replay(@RestPath String id) {
        return replays.one(id);
    }

    @POST
    @Path("/replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Give everything another try",
            description = "What cannot be replayed stays and is listed with its reason.")
    public Uni<Replays.Result> replayAll() {
        return replays.all();
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "discardDeadLetter", summary = "Forget it")
    @APIResponse(responseCode = "204", description = "Gone")
    public Uni<Void> discard(@RestPath String id) {
        return letters.discard(id)
                .invoke(there -> {
                    if (!there) {
                        throw Replays.notFound(id);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<DeadLetterView> view(DeadLetter letter) {
        return letter.kind() == DeadLetter.Kind.MESSAGE
                ? Uni.createFrom().item(DeadLetterView.of(letter, List.of()))
                : jobs.attempts(letter.jobId()).map(attempts -> DeadLetterView.of(letter, attempts));
    }
}
