package io.reelmill.chunker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.spec.VideoCodec;
import org.junit.jupiter.api.Test;

class EncodeCostTest {

    @Test
    void cost_grows_with_pixels_frames_and_slower_presets() {
        double base = EncodeCost.of(settings("medium", 1280, 720), 250);

        assertThat(EncodeCost.of(settings("medium", 1280, 720), 500)).isEqualTo(2 * base);
        assertThat(EncodeCost.of(settings("slow", 1280, 720), 250)).isGreaterThan(base);
        assertThat(EncodeCost.of(settings("medium", 1920, 1080), 250)).isGreaterThan(2 * base);
    }

    private static VideoSettings settings(String preset, int width, int height) {
        return new VideoSettings(VideoCodec.H264, preset, width, height, 23d, null, null, null, "yuv420p", 50, false);
    }
}
