package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Rational;
import io.reelmill.media.Decoded;
import io.reelmill.media.Similarity;
import io.reelmill.media.fmp4.FragmentedMp4;
import java.nio.file.Path;
import java.util.List;

/** What split, encode and join must not change. */
final class Exactness {

    private Exactness() {}

    static void assertExact(TestingPlan plan, Path source, TestingTranscode result, List<Integer> numbers) {
        assertExact(plan, source, result, numbers, 0.9);
    }

    /**
     * Each chunk has the frames planned and the initialization of all others; joined they decode to the given numbers, each at its
     * time, without a complaint that is due to a seek; and every picture is like the source's.
     *
     * @param like least SSIM of any picture
     */
    static void assertExact(
            TestingPlan plan, Path source, TestingTranscode result, List<Integer> numbers, double like) {
        assertThat(result.chunks())
                .extracting(FragmentedMp4::frames)
                .isEqualTo(plan.chunks().stream().map(chunk -> chunk.frames()).toList());
        assertThat(result.chunks())
                .extracting(FragmentedMp4::initializationSha256)
                .containsOnly(result.chunks().get(0).initializationSha256());
        assertThat(result.complaints()).isEmpty();
        for (Path file : List.of(result.joined(), result.muxed())) {
            Decoded decoded = Decoded.of(file);
            assertThat(decoded.numbers()).as("frames of " + file).isEqualTo(numbers);
            assertThat(decoded.rebasedTimes())
                    .as("times of " + file)
                    .isEqualTo(plan.times().stream().map(Rational::reduced).toList());
        }
        assertThat(Similarity.ssim(source, result.muxed(), 320, 180))
                .hasSize(numbers.size())
                .allMatch(ssim -> ssim > like);
    }
}
