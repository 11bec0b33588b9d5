package io.reelmill.merge.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecodeClockTest {

    private final List<ChunkFile> chunks =
            List.of(TestingChunks.chunk(0, 0, -1, 3, 1, 2), TestingChunks.chunk(1, 4, -5, 6, 5));

    @Test
    void the_nth_frame_decoded_gets_the_nth_smallest_time_and_the_end_comes_last() {
        assertThat(DecodeClock.times(chunks, 300)).containsExactly(0, 40, 80, 120, 160, 200, 240, 300);
    }

    @Test
    void the_end_is_after_the_last_frame_whatever_the_plan_says() {
        assertThat(DecodeClock.times(chunks, 0)).endsWith(240, 241);
    }

    @Test
    void the_delay_is_the_least_with_which_every_frame_is_decoded_before_it_is_shown() {
        long[] times = DecodeClock.times(chunks, 300);
        assertThat(DecodeClock.delay(chunks, times)).isEqualTo(40);
        assertThat(DecodeClock.delay(List.of(TestingChunks.chunk(0, 0, -1, 1, 2)), new long[] {0, 40, 80, 120}))
                .isZero();
    }
}
