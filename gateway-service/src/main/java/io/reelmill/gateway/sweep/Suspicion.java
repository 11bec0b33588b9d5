package io.reelmill.gateway.sweep;

import io.reelmill.gateway.claims.HolderProbe;
import io.reelmill.gateway.jobs.JobEvent;
import java.util.Optional;

/**
 * A finding with the event that repairs it.
 *
 * @param finding what does not fit
 * @param repair what is done about it; empty where nothing is
 * @param doubt what must be asked first: where the holder turns out to live, nothing was found
 */
record Suspicion(Finding finding, Optional<JobEvent> repair, Optional<HolderProbe.Question> doubt) {

    static Suspicion of(Finding finding, JobEvent repair) {
        return new Suspicion(finding, Optional.of(repair), Optional.empty());
    }

    static Suspicion note(Finding finding) {
        return new Suspicion(finding, Optional.empty(), Optional.empty());
    }
}
