package io.reelmill.media.run;

/** ffprobe ended without a usable answer. */
public final class FfprobeException extends Exception {

    /** Why there is no answer. */
    public enum Reason {
        /** It could not read the input; the message holds what it said. */
        REFUSED,
        /** It took longer than allowed. */
        TIMED_OUT,
        /** It wrote more than anything sensible. */
        TOO_MUCH_OUTPUT
    }

    private final Reason reason;

    FfprobeException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }
}
