package io.reelmill.stack.supervise;

import java.util.Locale;

/** The four services. */
enum ServiceKind {
    GATEWAY(224, 1),
    CHUNKER(128, 2),
    TRANSCODE(128, 0),
    MERGE(160, 2);

    private final int heapMiB;
    private final int slots;

    ServiceKind(int heapMiB, int slots) {
        this.heapMiB = heapMiB;
        this.slots = slots;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its Maven module. */
    String module() {
        return id() + "-service";
    }

    int heapMiB() {
        return heapMiB;
    }

    /** Tasks at the same time; planning and merging have two, so that a short clip does not wait for a film. */
    int slots(StackOptions options) {
        return this == TRANSCODE ? options.slots() : slots;
    }
}
