package io.reelmill.messaging.worker;

/** What the gateway says to a claim. */
sealed interface ClaimAnswer {

    /** The attempt is this worker's. */
    record Granted() implements ClaimAnswer {}

    /** There is nothing to do for the record. */
    record Dropped(String reason) implements ClaimAnswer {}

    /** The gateway cannot understand the claim, and asking again would not help. */
    record Refused(String detail) implements ClaimAnswer {}
}
