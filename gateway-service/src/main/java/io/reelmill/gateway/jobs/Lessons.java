package io.reelmill.gateway.jobs;

import io.reelmill.common.job.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a task's earlier attempts left behind for the next one.
 *
 * @param lean whether the command that needs the least memory is used from now on
 * @param adoptable attempts that were cut off; what one of them stored may be the result
 * @param attempt the attempt that ended last, 0 for none
 * @param outcome how it ended, null for none
 * @param outageSince since when a server has been away for this task, null when it is not
 */
public record Lessons(boolean lean, List<Integer> adoptable, int attempt, Outcome outcome, Instant outageSince) {

    /** Of a task that was never tried. */
    public static final Lessons NONE = new Lessons(false, List.of(), 0, null, null);

    /** Results of more attempts than these are not looked for. */
    private static final int MOST_ADOPTABLE = 5;

    public Lessons {
        adoptable = List.copyOf(adoptable);
    }

    Lessons withLean() {
        return new Lessons(true, adoptable, attempt, outcome, outageSince);
    }

    /** What was stored so far is not to be used. */
    Lessons discarded() {
        return new Lessons(lean, List.of(), attempt, outcome, outageSince);
    }

    /**
     * An attempt ended without a result.
     *
     * @param since for an outage, since when it lasts; null otherwise
     */
    Lessons ended(int number, Outcome how, Instant since) {
        List<Integer> more = how.interruption() ? adoptable(number) : adoptable;
        return new Lessons(lean, more, number, how, since);
    }

    private List<Integer> adoptable(int number) {
        List<Integer> all = Stream.concat(Stream.of(number), adoptable.stream())
                .distinct()
                .limit(MOST_ADOPTABLE)
                .toList();
        return all;
    }

    /** Whether the attempt ended last, and nobody could say why. */
    boolean unexplained(int number) {
        return attempt == number && outcome == Outcome.WORKER_LOST;
    }
}
