package io.reelmill.common.spec;

/**
 * How every audio track of one output is encoded (AAC).
 *
 * @param bitrate bits per second for two channels; more channels get proportionally more
 * @param channels how channels are mapped
 */
public record AudioSpec(long bitrate, Channels channels) {

    /** How the channels of a source track are mapped. */
    public enum Channels {
        /** Mono stays mono, everything else becomes stereo. */
        STEREO,
        /** The source's layout is kept up to 5.1. */
        KEEP
    }
}
