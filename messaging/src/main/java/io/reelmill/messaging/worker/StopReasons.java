package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;

/** Says in a sentence why an attempt was stopped from outside. */
final class StopReasons {

    private StopReasons() {}

    static String sentence(Outcome reason, Deadline deadline) {
        return switch (reason) {
            case TIMED_OUT ->
                "it was not done after %d s, all the time it had"
                        .formatted(deadline.limits().hard().toSeconds());
            case DISK_FULL -> "its scratch files grew beyond what one attempt may take";
            case CANCELLED -> "the job does not need it any more";
            case DRAINED -> "its worker was told to stop";
            default -> "it was stopped: " + reason;
        };
    }
}
