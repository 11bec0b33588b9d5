package io.reelmill.media.memory;

/**
 * A limit, and what is used of it.
 *
 * @param of whose limit it is
 * @param bytes the limit
 * @param used what is used and cannot be reclaimed
 */
record MemoryLimit(Of of, long bytes, long used) {

    /** Whose limit it is. */
    enum Of {
        /** What the tasks of a worker may use together. */
        TASKS,
        /** A cgroup, with all that runs in it. */
        CONTAINER
    }

    double share() {
        return (double) used / bytes;
    }

    long left() {
        return bytes - used;
    }
}
