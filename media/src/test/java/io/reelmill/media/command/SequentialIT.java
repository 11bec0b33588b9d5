package io.reelmill.media.command;

import static io.reelmill.media.command.TestingSettings.OPEN_GOP;
import static io.reelmill.media.command.TestingSettings.x264;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.plan.Rational;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources whose packets do not name their pictures: encoded in one piece, every picture counted, with times that ascend. */
class SequentialIT {

    private static final String[] MPEG4 = {"-c:v", "mpeg4", "-bf", "2", "-g", "25", "-b:v", "2M", "-pix_fmt", "yuv420p"
    };

    @TempDir
    Path directory;

    static List<Case> sources() {
        return List.of(
                new Case(
                        "unpacked.avi",
                        file -> TestClips.clip().frames(80).codec(MPEG4).write(file)),
                new Case(
                        "pyramid.avi",
                        file -> TestClips.clip().frames(80).codec(OPEN_GOP).write(file)),
                new Case("packed.avi", file -> PackedAvi.write(file, 80)),
                new Case(
                        "source.ts",
                        file -> TestClips.clip().frames(80).codec(OPEN_GOP).write(file)),
                new Case(
                        "repeats.mkv",
                        file -> TestClips.clip().frames(80).repeatedTimes().write(file)));
    }

    record Case(String name, Function<Path, Path> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void every_picture_is_there_once_and_times_ascend(Case source) throws Exception {
        Path file = source.make().apply(directory.resolve(source.name()));
        TestingPlan plan = TestingPlan.sequential(file, 80);

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertThat(result.chunks().get(0).frames()).isEqualTo(80);
        Decoded decoded = Decoded.of(result.muxed());
        assertThat(decoded.numbers()).isEqualTo(Decoded.range(80));
        assertThat(decoded.times().stream().map(Rational::toDouble)).isSorted().doesNotHaveDuplicates();
        assertThat(decoded.times().get(0)).isEqualTo(new Rational(0, 1));
        assertThat(decoded.times().get(79).toDouble()).isCloseTo(79 / 25.0, within(0.1));
    }
}
