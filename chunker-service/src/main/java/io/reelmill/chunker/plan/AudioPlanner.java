package io.reelmill.chunker.plan;

import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.spec.AudioSpec;

/** Resolves how a track's sound is encoded. */
public final class AudioPlanner {

    private static final int MAX_CHANNELS = 6;
    private static final int CD_RATE = 44_100;
    private static final int VIDEO_RATE = 48_000;

    /** AAC frames hold at most 6144 bits per channel and 1024 samples. */
    private static final int MAX_BITS_PER_SAMPLE = 6;

    private static final String[] LAYOUTS = {"mono", "stereo", "3.0", "4.0", "5.0", "5.1"};

    private AudioPlanner() {}

    /** Settings for one track under one spec. */
    public static AudioSettings plan(AudioSpec spec, AudioTrack track) {
        int most = spec.channels() == AudioSpec.Channels.KEEP ? MAX_CHANNELS : 2;
        int channels = Math.max(1, Math.min(track.channels(), most));
        int rate = track.sampleRate() == CD_RATE ? CD_RATE : VIDEO_RATE;
        long bitrate = Math.min(spec.bitrate() * channels / 2, (long) rate * channels * MAX_BITS_PER_SAMPLE);
        return new AudioSettings(bitrate, channels, LAYOUTS[channels - 1], rate);
    }
}
