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
 * @param outages how often one was away anew after an attempt had worked for a while
 */
public record Lessons(
        boolean lean, List<Integer> adoptable, int attempt, Outcome outcome, Instant outageSince, int outages) {

    /** Of a task that was never tried. */
    public static final Lessons NONE = new Lessons(false, List.of(), 0, null, null, 0);

    /** Results of more attempts than these are not looked for. */
    private static final int MOST_ADOPTABLE = 5;

    public Lessons {
        adoptable = List.copyOf(adoptable);
    }

    Lessons withLean() {
        return new Lessons(true, adoptable, attempt, outcome, outageSince, outages);
    }

    /** What was stored so far is not to be used. */
    Lessons discarded() {
        return new Lessons(lean, List.of(), attempt, outcome, outageSince, outages);
    }

    /**
     * An attempt ended without a result.
     *
     * @param since for an outage, since when it lasts; null otherwise
     */
    Lessons ended(int number, Outcome how, Instant since) {
        List<Integer> more = how.interruption() ? adoptable(number) : adoptable;
        boolean anew = outageSince != null && since != null && !since.equals(outageSince);
        return new Lessons(lean, more, number, how, since, anew ? outages + 1 : outages);
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
