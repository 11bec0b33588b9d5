package io.reelmill.chunker.plan;

import static io.reelmill.chunker.plan.TestingTracks.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.spec.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryTableTest {

    private static final long MIB = 1 << 20;

    @ParameterizedTest(name = "{0} {1} {2}x{3} with {4} threads took {5} MiB")
    @CsvSource({
        "H264, medium, 1280, 720,  1, 227",
        "H264, medium, 1920, 1080, 1, 417",
        "H264, slow,   1920, 1080, 1, 494",
        "H264, slow,   3840, 2160, 1, 1665",
        "HEVC, medium, 1920, 1080, 1, 447",
        "AV1,  7,      1920, 1080, 2, 594",
        "AV1,  7,      3840, 2160, 2, 2230",
    })
    void predictions_hold_what_was_measured_with_a_margin_and_not_twice_of_it(
            VideoCodec codec, String preset, int width, int height, int threads, long measured) {
        long predicted =
                MemoryTable.predict(settings(codec, preset, width, height), track(width, height, 0, 8, false), threads);

        assertThat(predicted).isBetween(measured * MIB, measured * MIB * 17 / 10);
    }

    @Test
    void more_pixels_threads_depth_and_a_larger_source_take_more() {
        VideoSettings hd = settings(VideoCodec.HEVC, "medium", 1280, 720);
        VideoSettings deep = new VideoSettings(
                VideoCodec.HEVC, "medium", 1280, 720, 23d, null, null, null, "yuv420p10le", 50, false);
        long base = MemoryTable.predict(hd, track(1280, 720, 0, 8, false), 1);

        assertThat(MemoryTable.predict(hd, track(1280, 720, 0, 8, false), 4)).isGreaterThan(base);
        assertThat(MemoryTable.predict(hd, track(3840, 2160, 0, 8, false), 1)).isGreaterThan(base);
        assertThat(MemoryTable.predict(deep, track(1280, 720, 0, 10, false), 1)).isGreaterThan(base);
    }

    @Test
    void cost_grows_with_pixels_frames_and_slower_presets() {
        double base = MemoryTable.cost(settings(VideoCodec.H264, "medium", 1280, 720), 250);

        assertThat(MemoryTable.cost(settings(VideoCodec.H264, "medium", 1280, 720), 500))
                .isEqualTo(2 * base);
        assertThat(MemoryTable.cost(settings(VideoCodec.H264, "slow", 1280, 720), 250))
                .isGreaterThan(base);
        assertThat(MemoryTable.cost(settings(VideoCodec.H264, "medium", 1920, 1080), 250))
                .isGreaterThan(2 * base);
    }

    @ParameterizedTest
    @CsvSource({"100, SMALL", "768, SMALL", "769, STANDARD", "2048, STANDARD", "2049, LARGE", "90000, LARGE"})
    void the_smallest_queue_that_holds_the_prediction(long mib, WorkQueue expected) {
        QueueBounds bounds = new QueueBounds(768 * MIB, 2048 * MIB, 8192 * MIB);

        assertThat(bounds.queue(mib * MIB)).isEqualTo(expected);
    }

    private static VideoSettings settings(VideoCodec codec, String preset, int width, int height) {
        return new VideoSettings(codec, preset, width, height, 23d, null, null, null, "yuv420p", 50, false);
    }
}
