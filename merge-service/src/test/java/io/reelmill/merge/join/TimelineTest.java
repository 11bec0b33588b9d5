package io.reelmill.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.VideoTrack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {

    @ParameterizedTest
    @CsvSource({"500, 1000, 0", "540, 1000, 40", "540, 12800, 512", "501, 90000, 90", "460, 1000, -40"})
    void the_sources_first_frame_is_zero(long sourcePts, int timescale, long ticks) {
        Timeline timeline = new Timeline(TestingChunks.track(VideoTrack.Access.RANDOM), timescale);
        assertThat(timeline.ticks(sourcePts)).isEqualTo(ticks);
    }
}
