package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Rational;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncodeAudioCommandTest {

    @Test
    void a_track_is_encoded_alone_from_time_zero_and_whole() {
        AudioTrack track = new AudioTrack(2, "ac3", 6, "5.1(side)", 44_100, "deu", null, true, new Rational(1, 4), 60);

        List<String> arguments = new EncodeAudioCommand(
                        "/media/a.mkv", track, new AudioSettings(384_000, 6, "5.1", 48_000), 3)
                .arguments(Path.of("/scratch/audio.mp4"));

        assertThat(arguments)
                .containsSequence("-i", "/media/a.mkv", "-map", "0:2")
                .containsSequence(
                        "-af",
                        "asetpts=PTS-STARTPTS,aresample=48000:async=1:min_hard_comp=0.100,aformat=channel_layouts=5.1")
                .containsSequence("-c:a", "aac", "-b:a", "384000", "-threads", "3")
                .doesNotContain("-ss", "-t")
                .endsWith("-f", "mp4", "/scratch/audio.mp4");
    }
}
