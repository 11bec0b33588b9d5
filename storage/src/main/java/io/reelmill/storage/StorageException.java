package io.reelmill.storage;

/** An object could not be read or written; the kind says what to do about it. */
public final class StorageException extends RuntimeException {

    private final Kind kind;

    public StorageException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What to do about it. */
    public Kind kind() {
        return kind;
    }

    /** Classes of failures of a store. */
    public enum Kind {
        /** The object or bucket does not exist. */
        NOT_FOUND,
        /** The credentials do not allow it. */
        DENIED,
        /** No answer, or one that says to come back: patience helps. */
        UNAVAILABLE,
        /** The store has no room. */
        FULL,
        /** The caller's stream failed while it was being stored. */
        SOURCE_FAILED,
        /** Anything else. */
        OTHER
    }
}
