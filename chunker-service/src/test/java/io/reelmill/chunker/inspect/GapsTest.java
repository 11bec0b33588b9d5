package io.reelmill.chunker.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.probe.FrameIndex;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GapsTest {

    @Test
    void frames_that_are_lost_with_their_packets_are_counted_by_time() {
        FrameIndex index = index(LongStream.range(0, 250).filter(i -> i < 100 || i >= 105));

        assertThat(Gaps.sentence(index, 2)).hasValueSatisfying(sentence -> assertThat(sentence)
                .contains("245 frames", "makes 250", "complained 2 times"));
    }

    @Test
    void rounding_to_milliseconds_is_no_gap() {
        FrameIndex index = new FrameIndex(
                LongStream.range(0, 250).map(i -> Math.round(i * 1001 / 30d)).toArray(), new long[] {0}, 8342);

        assertThat(Gaps.sentence(index, 2)).isEmpty();
    }

    @Test
    void without_a_complaint_a_gap_is_meant() {
        assertThat(Gaps.sentence(index(LongStream.range(0, 250).filter(i -> i < 100 || i >= 105)), 0))
                .isEmpty();
    }

    @Test
    void a_variable_rate_has_no_gaps() {
        assertThat(Gaps.sentence(index(LongStream.range(0, 500).filter(i -> i % 3 == 0 || i % 7 == 0)), 2))
                .isEmpty();
    }

    private static FrameIndex index(LongStream frames) {
        return new FrameIndex(frames.map(i -> i * 40).toArray(), new long[] {0}, 10_000);
    }
}
