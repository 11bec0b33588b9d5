package io.reelmill.gateway.terminations;

import java.util.List;

/**
 * What a death that was reported means for the attempts of the process that died. It is decided once, at the first report.
 *
 * @param attributions for each of its attempts
 * @param settled whether all of that has happened to them
 */
record Ruling(List<Attribution> attributions, boolean settled) {

    /** Nothing that is known has died; a later report may know better. */
    static final Ruling NOTHING = new Ruling(List.of(), true);

    Ruling {
        attributions = List.copyOf(attributions);
    }
}
