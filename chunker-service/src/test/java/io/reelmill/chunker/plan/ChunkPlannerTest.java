package io.reelmill.chunker.plan;

import static io.reelmill.chunker.plan.TestingTracks.PAL;
import static io.reelmill.chunker.plan.TestingTracks.TICKS_PER_FRAME;
import static io.reelmill.chunker.plan.TestingTracks.frames;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.FrameIndex;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkPlannerTest {

    private static final int GOP = 50;
    private static final ChunkBounds TEN_SECONDS = new ChunkBounds(10, 1000, 1, 3);

    @ParameterizedTest(name = "{0} frames, at least {1} chunks: {2}")
    @CsvSource({
        "1,    1, '1'",
        "12,   8, '12'",
        "250,  1, '250'",
        "500,  1, '250 250'",
        "374,  1, '374'",
        "375,  1, '250 125'",
        "624,  1, '250 374'",
        "625,  1, '250 250 125'",
        "1000, 4, '250 250 250 250'",
        "1000, 6, '150 150 150 150 150 150 100'",
        "1000, 99, '150 150 150 150 150 150 100'",
    })
    void whole_GOPs_of_the_target_or_less_for_parallelism_and_no_last_one_shorter_than_half(
            int frames, int parallel, String expected) {
        ChunkBounds bounds = new ChunkBounds(10, 1000, parallel, 3);

        List<Chunk> chunks = ChunkPlanner.plan(frames(frames, 25, 0), GOP, PAL, bounds);

        assertThat(chunks.stream().map(chunk -> String.valueOf(chunk.frames()))).containsExactly(expected.split(" "));
    }

    @Test
    void ranges_are_half_open_in_the_sources_ticks_and_meet() {
        List<Chunk> chunks = ChunkPlanner.plan(frames(500, 25, 1000), GOP, PAL, TEN_SECONDS);

        long middle = 1000 + 250L * TICKS_PER_FRAME;
        assertThat(chunks.get(0).startPts()).isEqualTo(1000);
        assertThat(chunks.get(0).endPts()).isEqualTo(middle);
        assertThat(chunks.get(1).startPts()).isEqualTo(middle);
        assertThat(chunks.get(1).endPts()).isEqualTo(1000 + 500L * TICKS_PER_FRAME);
        assertThat(chunks.get(1).firstFrame()).isEqualTo(250);
    }

    @Test
    void decoding_starts_where_the_index_says_in_chunks_and_at_their_cuts() {
        FrameIndex index = frames(500, 60, 0).withWholeKeyframes();

        List<Chunk> chunks = ChunkPlanner.plan(index, GOP, PAL, TEN_SECONDS);

        assertThat(chunks.get(0).seekPts()).isNull();
        assertThat(chunks.get(1).seekPts()).isEqualTo(180L * TICKS_PER_FRAME);
        assertThat(chunks.get(1).cuts())
                .extracting(Chunk.Cut::seekPts)
                .containsExactly(
                        240L * TICKS_PER_FRAME, 300L * TICKS_PER_FRAME, 360L * TICKS_PER_FRAME, 420L * TICKS_PER_FRAME);
    }

    @Test
    void one_chunk_has_every_frame_and_starts_at_the_start() {
        FrameIndex index = frames(500, 25, 77);

        assertThat(ChunkPlanner.whole(index)).containsExactly(new Chunk(0, 0, 500, 77, index.endPts(), null));
    }

    @Property
    void every_frame_is_in_exactly_one_chunk_whatever_the_figures(
            @ForAll @IntRange(min = 1, max = 20_000) int count,
            @ForAll @IntRange(min = 1, max = 300) int keyframeEvery,
            @ForAll @IntRange(min = 1, max = 120) int rate,
            @ForAll @DoubleRange(min = 0.1, max = 60) double seconds,
            @ForAll @IntRange(min = 1, max = 40) int maxChunks,
            @ForAll @IntRange(min = 1, max = 64) int parallel) {
        FrameIndex index = frames(count, keyframeEvery, -5 * TICKS_PER_FRAME);
        Rational frameRate = new Rational(rate, 1);
        int gop = RenditionPlanner.gop(frameRate);

        List<Chunk> chunks = ChunkPlanner.plan(index, gop, frameRate, new ChunkBounds(seconds, maxChunks, parallel, 3));

        assertThat(chunks).hasSizeBetween(1, maxChunks);
        long next = 0;
        for (int i = 0; i < chunks.size(); i++) {
            Chunk chunk = chunks.get(i);
            assertThat(chunk.index()).isEqualTo(i);
            assertThat(chunk.firstFrame()).isEqualTo(next);
            assertThat(chunk.frames()).isPositive();
            assertThat(chunk.startPts()).isEqualTo(index.pts()[(int) next]);
            assertThat(chunk.cuts()).hasSize((int) ((chunk.frames() - 1) / gop)).allSatisfy(cut -> {
                assertThat((cut.frame() - chunk.firstFrame()) % gop).isZero();
                assertThat(cut.pts()).isEqualTo(index.pts()[(int) cut.frame()]);
                assertThat(cut.seekPts() == null || cut.seekPts() <= cut.pts()).isTrue();
            });
            boolean last = i == chunks.size() - 1;
            assertThat(last || chunk.frames() % gop == 0).isTrue();
            assertThat(2 * chunk.frames())
                    .isGreaterThanOrEqualTo(i == 0 ? 0 : chunks.get(0).frames());
            assertThat(chunk.seekPts() == null || chunk.seekPts() <= chunk.startPts())
                    .isTrue();
            next += chunk.frames();
            assertThat(chunk.endPts()).isEqualTo(last ? index.endPts() : index.pts()[(int) next]);
        }
        assertThat(next).isEqualTo(count);
    }
}
