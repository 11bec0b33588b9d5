package io.reelmill.media.probe;

import io.reelmill.media.memory.MemoryDeath;

/** A source could not be looked at. */
public final class ProbeException extends Exception {

    private final Kind kind;
    private final transient MemoryDeath death;

    ProbeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.death = null;
    }

    ProbeException(MemoryDeath death) {
        super(death.evidence());
        this.kind = Kind.ENDED;
        this.death = death;
    }

    /** What it means. */
    public Kind kind() {
        return kind;
    }

    /** What ended ffprobe, where the kind is {@link Kind#ENDED}; null otherwise. */
    public MemoryDeath death() {
        return death;
    }

    /** Why a look at a source failed. */
    public enum Kind {
        /** ffprobe does not take it for media, or could not read it. */
        REFUSED,
        /** It took longer than it may. */
        TIMED_OUT,
        /** Reading broke off before the end of the file. */
        INCOMPLETE,
        /** It was ended for memory, or by somebody who gave no reason. */
        ENDED
    }
}
