package io.reelmill.media.memory;

/** Sizes for people. */
final class Bytes {

    private Bytes() {}

    static String text(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
