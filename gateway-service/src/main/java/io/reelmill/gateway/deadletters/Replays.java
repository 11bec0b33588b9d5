package io.reelmill.gateway.deadletters;

import io.reelmill.common.Topics;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.gateway.logs.LogKeys;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.requests.JobRequest;
import io.reelmill.gateway.store.CreatedJob;
import io.reelmill.gateway.store.DeadLetter;
import io.reelmill.gateway.store.DeadLetterStore;
import io.reelmill.gateway.store.StoreUnavailableException;
import io.reelmill.gateway.uploads.StoredSources;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * Gives what was given up another try, once: a task by a new job on the source of the one that failed, a message by putting
 * it back where it was read. A letter that was replayed is gone.
 */
@ApplicationScoped
class Replays {

    private static final Logger LOG = Logger.getLogger(Replays.class);
    private static final int PAGE = 100;

    private static final Set<String> TOPICS = Stream.concat(
                    Stream.of(Topics.EVENTS, Topics.CONTROL),
                    Stream.of(WorkQueue.values()).map(WorkQueue::topic))
            .collect(Collectors.toUnmodifiableSet());

    private final DeadLetterStore letters;
    private final StoredSources sources;

    Replays(DeadLetterStore letters, StoredSources sources) {
        this.letters = letters;
        this.sources = sources;
    }

    /** A letter that was replayed. */
    @Schema(name = "Replayed", description = "A dead letter that got another try")
    record Replayed(String id, @Schema(description = "The new job; absent for a message") String jobId) {}

    /** A letter that stays. */
    @Schema(name = "Refused", description = "A dead letter that could not be replayed and stays")
    record Refused(String id, ProblemCode code, String detail) {}

    /** What became of all letters. */
    @Schema(name = "ReplayResult", description = "What became of every dead letter")
    record Result(List<Replayed> replayed, List<Refused> refused) {}

    /** Fails with a {@link ProblemException} when it cannot be done; the letter stays then. */
    Uni<Replayed> one(String id) {
        return letters.find(id).flatMap(found -> replay(found.orElseThrow(() -> notFound(id))));
    }

    /** Every letter there is, the oldest first. One that cannot be replayed stops none of the others. */
    Uni<Result> all() {
        return everything(null, new ArrayList<>()).flatMap(all -> Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(letter -> replay(letter)
                        .<Object>map(done -> done)
                        .onFailure(failure -> !(failure instanceof StoreUnavailableException))
                        .recoverWithItem(failure -> refused(letter, failure)))
                .collect()
                .asList()
                .map(Replays::result));
    }

    private Uni<List<DeadLetter>> everything(String cursor, List<DeadLetter> sofar) {
        return letters.list(cursor, PAGE).flatMap(page -> {
            page.letters().forEach(letter -> sofar.add(0, letter));
            return page.nextCursor() == null ? Uni.createFrom().item(sofar) : everything(page.nextCursor(), sofar);
        });
    }

    private Uni<Replayed> replay(DeadLetter letter) {
        return letter.kind() == DeadLetter.Kind.MESSAGE ? publish(letter) : startAnew(letter);
    }

    /**
     * The letter's id is the idempotency key: a replay that was cut off, or made twice, starts one job. The letter stays until
     * that job has its source; where this takes long, until it is replayed again.
     */
    private Uni<Replayed> startAnew(DeadLetter letter) {
        return sources.again(letter.jobId(), JobRequest.EMPTY, "dead-letter-" + letter.id())
                .map(CreatedJob::job)
                .call(job -> sources.whole(job)
                        .flatMap(whole -> whole
                                ? letters.discard(letter.id())
                                : Uni.createFrom().item(false)))
                .invoke(job -> LogKeys.of(job.id())
                        .during(() -> LOG.infof("Replays dead letter %s of job %s", letter.id(), letter.jobId())))
                .map(job -> new Replayed(letter.id(), job.id()));
    }

    private Uni<Replayed> publish(DeadLetter letter) {
        if (letter.payload() == null || !TOPICS.contains(letter.topic())) {
            return Uni.createFrom()
                    .failure(ProblemException.of(
                            ProblemCode.NOT_REPLAYABLE,
                            letter.payload() == null
                                    ? "the message has no value"
                                    : "nothing reads the topic " + letter.topic()));
        }
        return letters.publishAgain(letter)
                .invoke(there -> {
                    if (!there) {
                        throw notFound(letter.id());
                    }
                    LOG.infof("Dead letter %s went back to %s", letter.id(), letter.topic());
                })
                .replaceWith(new Replayed(letter.id(), null));
    }

    private static Refused refused(DeadLetter letter, Throwable why) {
        if (why instanceof ProblemException problem) {
            return new Refused(letter.id(), problem.code(), problem.getMessage());
        }
        LOG.warnf(why, "Dead letter %s could not be replayed", letter.id());
        return new Refused(letter.id(), ProblemCode.INTERNAL, "it could not be replayed; the log says why");
    }

    private static Result result(List<Object> outcomes) {
        return new Result(
                outcomes.stream()
                        .filter(Replayed.class::isInstance)
                        .map(Replayed.class::cast)
                        .toList(),
                outcomes.stream()
                        .filter(Refused.class::isInstance)
                        .map(Refused.class::cast)
                        .toList());
    }

    static ProblemException notFound(String id) {
        return ProblemException.of(ProblemCode.DEAD_LETTER_NOT_FOUND, "there is no dead letter " + id);
    }
}
