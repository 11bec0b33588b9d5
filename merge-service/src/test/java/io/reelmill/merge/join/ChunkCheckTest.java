package io.reelmill.merge.join;

import static io.reelmill.merge.join.TestingChunks.file;
import static io.reelmill.merge.join.TestingChunks.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.VideoTrack;
import io.reelmill.merge.mp4.FragmentedFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The chunk under test holds frames 4 to 7. A keyframe n is written -1-n. */
class ChunkCheckTest {

    private final ChunkCheck check = new ChunkCheck(TestingChunks.track(VideoTrack.Access.RANDOM));

    @Test
    void a_chunk_as_planned_passes() {
        assertThat(check.problem(input(1, 4, 4), file(-5, 7, 5, 6))).isEmpty();
    }

    static Stream<Arguments> damaged() {
        return Stream.of(
                Arguments.of("holds 3 frames instead of 4", file(-5, 5, 6)),
                Arguments.of("holds 5 frames instead of 4", file(-5, 5, 6, 7, 8)),
                Arguments.of("does not begin with a keyframe", file(4, 5, 6, 7)),
                Arguments.of("starts at 0 ticks instead of 160", file(-1, 1, 2, 3)),
                Arguments.of("starts at 200 ticks instead of 160", file(-6, 6, 7, 8)),
                Arguments.of("shows two frames at 200 ticks", file(-5, 5, 5, 6)),
                Arguments.of("its first GOP is open", file(-6, 4, 7, 6)),
                Arguments.of("shows a frame at 320 ticks, at or after its end 320", file(-5, 5, 6, 8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damaged")
    void a_damaged_chunk_is_told_what_is_wrong(String problem, FragmentedFile file) {
        assertThat(check.problem(input(1, 4, 4), file))
                .hasValueSatisfying(p -> assertThat(p).startsWith(problem));
    }

    @Test
    void where_frames_can_only_be_counted_times_are_not_compared_with_the_source() {
        ChunkCheck counting = new ChunkCheck(TestingChunks.track(VideoTrack.Access.SEQUENTIAL));
        assertThat(counting.problem(input(0, 4, 4), file(-1, 1, 2, 9))).isEmpty();
        assertThat(counting.problem(input(0, 4, 4), file(-1, 1, 2))).isPresent();
    }
}
