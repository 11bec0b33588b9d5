package io.reelmill.media.command;

import static io.reelmill.media.command.Exactness.assertExact;
import static io.reelmill.media.command.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.Captions;
import io.reelmill.media.Decoded;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Captions inside pictures go through the encoder with their frame, in every chunk, where the codec has a place for them. */
class CaptionsIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void every_frame_keeps_its_captions(VideoCodec codec) throws Exception {
        Path file = Captions.film(120, directory.resolve("captions.mp4"));
        assertThat(Captions.numbers(file)).isEqualTo(Decoded.range(120));
        TestingPlan plan = TestingPlan.of(file, 50);

        TestingTranscode result = TestingTranscode.of(file, plan, settings(codec, "yuv420p"), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(120));
        if (codec == VideoCodec.AV1) {
            assertThat(Captions.numbers(result.muxed())).isEmpty();
        } else {
            assertThat(Captions.numbers(result.muxed())).isEqualTo(Decoded.range(120));
        }
    }
}
