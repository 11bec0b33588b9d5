package io.reelmill.gateway.store;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.job.WorkQueue;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** Sums up attempts where they are stored. */
final class AttemptDigests {

    private static final List<WorkQueue> CLASSES = List.of(WorkQueue.SMALL, WorkQueue.STANDARD, WorkQueue.LARGE);
    private static final List<Outcome> OOMS =
            Arrays.stream(Outcome.values()).filter(Outcome::outOfMemory).toList();

    private static final String LATEST =
            "from AttemptRow where jobId = :job order by coalesce(endedAt, claimedAt) desc, taskId, number";

    private static final String SUMS =
            """
            select coalesce(max(predictedBytes), 0), coalesce(max(limitBytes), 0), coalesce(max(peakBytes), 0),
                coalesce(sum(case when outcome in :ooms then 1 else 0 end), 0),
                coalesce(max(case when queue = LARGE then 3 when queue = STANDARD then 2 else 1 end), 0)
            from AttemptRow where jobId = :job and queue in :classes""";

    private AttemptDigests() {}

    static Uni<AttemptDigest> read(Mutiny.Session session, String jobId, int latest) {
        return session.createSelectionQuery(LATEST, AttemptRow.class)
                .setParameter("job", jobId)
                .setMaxResults(latest)
                .getResultList()
                .flatMap(rows -> session.createSelectionQuery(SUMS, Object[].class)
                        .setParameter("job", jobId)
                        .setParameter("ooms", OOMS)
                        .setParameter("classes", CLASSES)
                        .getSingleResult()
                        .map(sums -> digest(rows, sums)));
    }

    private static AttemptDigest digest(List<AttemptRow> rows, Object[] sums) {
        List<Long> numbers =
                Stream.of(sums).map(value -> ((Number) value).longValue()).toList();
        int largest = numbers.get(4).intValue();
        return new AttemptDigest(
                rows.stream().map(AttemptRow::read).toList(),
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3).intValue(),
                largest == 0 ? null : CLASSES.get(largest - 1));
    }
}
