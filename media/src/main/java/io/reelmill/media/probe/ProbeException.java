package io.reelmill.media.probe;

/** A source could not be looked at. */
public final class ProbeException extends Exception {

    private final Kind kind;

    ProbeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** What it means. */
    public Kind kind() {
        return kind;
    }

    /** Why a look at a source failed. */
    public enum Kind {
        /** ffprobe does not take it for media, or could not read it. */
        REFUSED,
        /** It took longer than it may. */
        TIMED_OUT,
        /** Reading broke off before the end of the file. */
        INCOMPLETE
    }
}
