package io.reelmill.common.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.memory.MemoryRoute.Fit;
import io.reelmill.common.spec.VideoCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryClassesTest {

    private static final long MIB = 1 << 20;
    private static final MemoryClasses CLASSES = new MemoryClasses(768 * MIB, 2048 * MIB, 8192 * MIB);

    @ParameterizedTest
    @CsvSource({
        "100,   SMALL,    WELL",
        "667,   SMALL,    WELL",
        "669,   STANDARD, WELL",
        "1780,  STANDARD, WELL",
        "1782,  LARGE,    WELL",
        "6553,  LARGE,    WELL",
        "6554,  LARGE,    TIGHT",
        "8192,  LARGE,    TIGHT",
        "8193,  LARGE,    TOO_LARGE",
    })
    void work_goes_to_the_smallest_class_with_room_for_it_and_a_margin(long mib, WorkQueue queue, Fit fit) {
        assertThat(CLASSES.route(mib * MIB)).isEqualTo(new MemoryRoute(queue, fit));
    }

    @Test
    void a_task_has_its_part_of_the_limit_without_what_the_worker_takes() {
        assertThat(MemoryClasses.share(4096 * MIB, 2, 128 * MIB)).isEqualTo(1920 * MIB);
        assertThat(MemoryClasses.share(128 * MIB, 2, 128 * MIB)).isZero();
    }

    @Test
    void what_fits_needs_no_words() {
        MemoryWork work = work(1920, 1080, "medium", 1);

        assertThat(advice(CLASSES).warning("hd", work, MemoryModel.measured().predict(work)))
                .isEmpty();
    }

    @Test
    void what_is_too_large_is_told_with_figures_and_what_would_fit() {
        MemoryWork work = work(3840, 2160, "medium", 8);
        MemoryClasses small = new MemoryClasses(256 * MIB, 512 * MIB, 1536 * MIB);

        assertThat(advice(small).warning("uhd", work, MemoryModel.measured().predict(work)))
                .hasValueSatisfying(text -> assertThat(text)
                        .matches(
                                "uhd: an encode is predicted to need [\\d,]+ MiB and the largest workers have 1,536 MiB; "
                                        + "it runs alone and may fail\\. Less: 1 thread instead of 8 \\([\\d,]+ MiB\\), "
                                        + "preset \\w+ \\([\\d,]+ MiB\\), height \\d+ \\([\\d,]+ MiB\\)"));
    }

    @Test
    void a_corrected_prediction_is_what_the_sentence_says() {
        MemoryWork work = work(1280, 720, "ultrafast", 1);

        assertThat(advice(CLASSES).warning("sd", work, new MemoryPrediction(7000 * MIB, MemoryBasis.CORRECTED)))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith(
                                "sd: an encode is predicted to need 7,000 MiB and the largest workers have 8,192 MiB; "
                                        + "that is tight. Less: height 480 ("));
    }

    private static MemoryAdvice advice(MemoryClasses classes) {
        return new MemoryAdvice(MemoryModel.measured(), classes);
    }

    private static MemoryWork work(int width, int height, String preset, int threads) {
        MemoryPicture picture = MemoryPicture.of(width, height, "yuv420p", 8);
        return new MemoryWork(VideoCodec.H264, preset, picture, threads, "h264", picture, false, false);
    }
}
