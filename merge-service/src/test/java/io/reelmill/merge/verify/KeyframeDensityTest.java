package io.reelmill.merge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.merge.join.TestingChunks;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames are 40 ticks apart. */
class KeyframeDensityTest {

    @ParameterizedTest(name = "decoding starts {0} ticks before: dense {1}")
    @CsvSource({"40, true", "320, true", "360, false", "4000, false"})
    void a_source_is_dense_when_decoding_starts_close_before_most_chunks(long before, boolean dense) {
        List<Chunk> chunks = List.of(
                new Chunk(0, 0, 4, 500, 660, null),
                new Chunk(1, 4, 4, 10_660, 10_820, 10_660 - before),
                new Chunk(2, 8, 4, 20_820, 20_980, 20_820 - before));
        assertThat(KeyframeDensity.dense(TestingChunks.track(VideoTrack.Access.RANDOM), chunks))
                .isEqualTo(dense);
    }
}
