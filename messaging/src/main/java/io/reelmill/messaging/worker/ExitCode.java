package io.reelmill.messaging.worker;

/** How a worker's process ends by itself; an orderly stop is 0. */
enum ExitCode {
    /** Memory of the JVM was exhausted; the JVM's own code for {@code -XX:+ExitOnOutOfMemoryError}. */
    OUT_OF_MEMORY(3),
    /** An error that nothing survives, such as a class that cannot be loaded. */
    BROKEN(70),
    /** It has done its share and wants to be started anew. */
    RECYCLED(75);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
