package io.reelmill.gateway.memory;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.memory.MemoryCorrections;
import io.reelmill.common.memory.MemoryKey;
import io.reelmill.gateway.jobs.Attempt;
import io.reelmill.gateway.jobs.Decision;
import io.reelmill.gateway.jobs.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** Learns from attempts that ended. Best effort: a lesson that is missed comes again with the next chunk. */
@ApplicationScoped
class MemoryLearning {

    private static final Logger LOG = Logger.getLogger(MemoryLearning.class);

    private final Corrections corrections;

    MemoryLearning(Corrections corrections) {
        this.corrections = corrections;
    }

    /** What an attempt taught about work under a key. */
    record Lesson(String key, UnaryOperator<MemoryCorrections> change) {}

    void decided(@Observes Decision decision) {
        for (Attempt attempt : decision.attempts()) {
            decision.job()
                    .task(attempt.taskId())
                    .flatMap(task -> lesson(task, attempt))
                    .ifPresent(lesson -> corrections
                            .learn(lesson.key(), lesson.change())
                            .subscribe()
                            .with(
                                    done -> {},
                                    failure -> LOG.debugf("nothing learned of %s: %s", lesson.key(), failure)));
        }
    }

    /** Empty unless the attempt ended in a way that says something, and its peak is known. */
    static Optional<Lesson> lesson(Task task, Attempt attempt) {
        String key = task.spec().memoryKey();
        boolean measured = attempt.stats() != null && attempt.stats().peakBytes() > 0;
        if (key == null || !measured || attempt.endedAt() == null) {
            return Optional.empty();
        }
        String known = key(MemoryKey.parse(key), attempt).toString();
        long peak = attempt.stats().peakBytes();
        if (attempt.outcome() == Outcome.SUCCEEDED) {
            return Optional.of(new Lesson(known, sofar -> sofar.observedPeak(peak, attempt.endedAt())));
        }
        return attempt.outcome().outOfMemory()
                ? Optional.of(new Lesson(known, sofar -> sofar.killedAt(peak, attempt.endedAt())))
                : Optional.empty();
    }

    /** What the attempt really was; its worker knows best how many threads it gave. */
    private static MemoryKey key(MemoryKey planned, Attempt attempt) {
        if (attempt.lean()) {
            return planned.asLean();
        }
        int threads = attempt.stats().threads();
        return threads > 0 ? planned.withThreads(threads) : planned;
    }
}
