package io.reelmill.common.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.spec.VideoCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoSettingsTest {

    @ParameterizedTest(name = "a cap of {0} and a target of {1} in chunks of {2} s")
    @CsvSource(
            nullValues = "-",
            value = {
                "5000000, -,       10,       4500000, -",
                "5000000, -,       6,        4166666, -",
                "5000000, -,       2,        2500000, -",
                "5000000, -,       0.5,      2500000, -",
                "5000000, -,       Infinity, 5000000, -",
                "5000000, 4000000, 10,       4500000, 4000000",
                "5000000, 5000000, 10,       4500000, 4500000",
                "-,       5000000, 10,       -,       5000000"
            })
    void chunks_leave_what_their_neighbor_begins_with(
            Long cap, Long bitrate, double shortest, Long lowered, Long target) {
        Long buffer = cap == null ? null : Long.valueOf(2 * cap);
        VideoSettings settings = new VideoSettings(
                VideoCodec.H264, "medium", 640, 360, 23.0, bitrate, cap, buffer, "yuv420p", 50, false);

        VideoSettings kept = settings.keepingCap(shortest);

        assertThat(kept.maxBitrate()).isEqualTo(lowered);
        assertThat(kept.bitrate()).isEqualTo(target);
        assertThat(kept.bufferSize()).isEqualTo(buffer);
    }
}
