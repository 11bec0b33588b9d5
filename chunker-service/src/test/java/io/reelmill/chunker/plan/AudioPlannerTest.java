package io.reelmill.chunker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.AudioSpec.Channels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioPlannerTest {

    @ParameterizedTest(name = "{0} channels at {1} Hz, {2}, {3} bit/s: {4} at {5} Hz, {6} bit/s")
    @CsvSource({
        "1, 48000,  STEREO, 128000, mono,   48000, 64000",
        "2, 48000,  STEREO, 128000, stereo, 48000, 128000",
        "6, 48000,  STEREO, 128000, stereo, 48000, 128000",
        "1, 44100,  KEEP,   128000, mono,   44100, 64000",
        "3, 48000,  KEEP,   128000, 3.0,    48000, 192000",
        "6, 48000,  KEEP,   128000, 5.1,    48000, 384000",
        "8, 48000,  KEEP,   128000, 5.1,    48000, 384000",
        "2, 44100,  STEREO, 128000, stereo, 44100, 128000",
        "2, 96000,  STEREO, 128000, stereo, 48000, 128000",
        "2, 8000,   STEREO, 128000, stereo, 48000, 128000",
        "2, 48000,  STEREO, 9000000, stereo, 48000, 576000",
        "1, 48000,  STEREO, 9000000, mono,  48000, 288000",
    })
    void layout_rate_and_bitrate(
            int channels, int rate, Channels asked, long bitrate, String layout, int outRate, long outBitrate) {
        AudioTrack track = new AudioTrack(1, "flac", channels, null, rate, "eng", null, true, new Rational(0, 1), 10);

        AudioSettings settings = AudioPlanner.plan(new AudioSpec(bitrate, asked), track);

        assertThat(settings.layout()).isEqualTo(layout);
        assertThat(settings.sampleRate()).isEqualTo(outRate);
        assertThat(settings.bitrate()).isEqualTo(outBitrate);
    }
}
