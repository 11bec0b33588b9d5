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
 * @param outageSeen when an attempt last found it away, null when it is not
 * @param outages how often one was away anew, after an attempt had worked for a while or the task had waited for long
 */
public record Lessons(
        boolean lean,
        List<Integer> adoptable,
        int attempt,
        Outcome outcome,
        Instant outageSince,
        Instant outageSeen,
        int outages) {

    /** Of a task that was never tried. */
    public static final Lessons NONE = new Lessons(false, List.of(), 0, null, null, null, 0);

    /** Results of more attempts than these are not looked for. */
    private static final int MOST_ADOPTABLE = 5;

    public Lessons {
        adoptable = List.copyOf(adoptable);
    }

    Lessons withLean() {
        return new Lessons(true, adoptable, attempt, outcome, outageSince, outageSeen, outages);
    }

    /** What was stored so far is not to be used. */
    Lessons discarded() {
        return new Lessons(lean, List.of(), attempt, outcome, outageSince, outageSeen, outages);
    }

    /** An attempt was stopped that may have stored its result already. */
    Lessons cutOff(int number) {
        return new Lessons(lean, adoptable(number), attempt, outcome, outageSince, outageSeen, outages);
    }

    /** An attempt ended without a result. */
    Lessons ended(int number, Outcome how) {
        return new Lessons(lean, adoptable(number, how), number, how, null, null, outages);
    }

    /**
     * An attempt ended since a server was away.
     *
     * @param anew whether it had been there since it was away before
     */
    Lessons away(int number, Outcome how, Instant at, boolean anew) {
        boolean goesOn = outageSince != null && !anew;
        return new Lessons(
                lean,
                adoptable(number, how),
                number,
                how,
                goesOn ? outageSince : at,
                at,
                outageSince != null && anew ? outages + 1 : outages);
    }

    private List<Integer> adoptable(int number, Outcome how) {
        return how.interruption() ? adoptable(number) : adoptable;
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
