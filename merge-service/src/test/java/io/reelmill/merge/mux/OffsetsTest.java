package io.reelmill.merge.mux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Rational;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OffsetsTest {

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("sound with the picture", List.of(0), 0, List.of(0)),
                Arguments.of("sound after the picture", List.of(250), 0, List.of(250)),
                Arguments.of("sound before the picture", List.of(-250), 250, List.of(0)),
                Arguments.of("one track before, one after", List.of(100, -40), 40, List.of(140, 0)),
                Arguments.of("the earliest of two before", List.of(-10, -40), 40, List.of(30, 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void nothing_starts_below_zero_and_all_distances_stay(
            String name, List<Integer> distances, int video, List<Integer> audio) {
        Offsets offsets = Offsets.of(distances.stream().map(OffsetsTest::millis).toList());
        assertThat(offsets.video().toDouble()).isEqualTo(video / 1000.0);
        assertThat(offsets.audio())
                .extracting(Rational::toDouble)
                .containsExactlyElementsOf(audio.stream().map(a -> a / 1000.0).toList());
    }

    @Test
    void a_picture_alone_starts_at_zero() {
        assertThat(Offsets.of(List.of()).video().num()).isZero();
    }

    private static Rational millis(int millis) {
        return new Rational(millis, 1000);
    }
}
