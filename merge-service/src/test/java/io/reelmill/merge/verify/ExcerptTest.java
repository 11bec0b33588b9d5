package io.reelmill.merge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.VideoTrack;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.join.TestingChunks;
import io.reelmill.merge.join.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three chunks of four frames in GOPs of two; the source's PTS are 500 + 40 n. */
class ExcerptTest {

    private final Joined joined = TestingChunks.joined();
    private final PictureChoice choice =
            new PictureChoice(joined, new Timeline(TestingChunks.track(VideoTrack.Access.RANDOM), 1000));

    @Test
    void of_several_keyframes_of_the_source_the_cheapest_comes_first() {
        List<PictureChoice.Target> targets = choice.among(List.of(500L + 5 * 40, 500L + 6 * 40));
        assertThat(targets).extracting(PictureChoice.Target::sample).containsExactly(6, 5);
        assertThat(targets).allMatch(t -> t.span() == 1);
    }

    @Test
    void a_frame_that_the_rendition_does_not_show_is_no_choice() {
        assertThat(choice.among(List.of(510L, 20_000L))).isEmpty();
    }

    @Test
    void chunks_without_a_keyframe_of_the_source_are_told_and_get_their_first_frame() {
        List<PictureChoice.Target> targets = choice.among(List.of(500L));
        assertThat(choice.uncovered(targets)).containsExactly(1, 2);
        assertThat(choice.firstFrames(List.of(2))).containsExactly(new PictureChoice.Target(2, 8, 500 + 8 * 40));
    }

    @Test
    void where_frames_can_only_be_counted_their_numbers_name_them() {
        PictureChoice counted =
                new PictureChoice(joined, new Timeline(TestingChunks.track(VideoTrack.Access.SEQUENTIAL), 1000));
        assertThat(counted.among(List.of(3L))).containsExactly(new PictureChoice.Target(0, 3, 3));
        assertThat(counted.among(List.of(99L))).isEmpty();
    }

    @Test
    void both_sides_of_every_joint_are_decoded_from_their_keyframes() {
        assertThat(Excerpt.of(joined, List.of()).runs())
                .contains(new Excerpt.Run(0, 2, 4), new Excerpt.Run(1, 4, 6), new Excerpt.Run(1, 6, 8))
                .allMatch(run -> joined.samples().key(run.from()));
    }

    @Test
    void runs_never_leave_their_gop() {
        assertThat(Excerpt.of(joined, choice.among(List.of(500L + 3 * 40))).runs())
                .allMatch(run -> run.to() <= joined.samples().nextKey(run.from()));
    }

    @Test
    void batches_hold_whole_chunks_in_order() {
        Excerpt whole = Excerpt.of(joined, List.of());
        List<Excerpt> batches = whole.batches(2);
        assertThat(batches).hasSize(2);
        assertThat(batches.get(0).runs()).extracting(Excerpt.Run::span).containsOnly(0, 1);
        assertThat(batches.get(1).runs()).extracting(Excerpt.Run::span).containsOnly(2);
        assertThat(batches.stream().mapToInt(Excerpt::frames).sum()).isEqualTo(whole.frames());
    }
}
