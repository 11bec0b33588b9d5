package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputColorTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "yuv420p,     tv, bt709,     tv, bt709,     ''",
                "yuv420p,     -,  -,         -,  -,         ''",
                "yuv420p10le, tv, bt2020nc,  tv, bt2020nc,  ''",
                "yuvj420p,    pc, smpte170m, pc, smpte170m, out_range=pc",
                "gbrp,        pc, gbr,       tv, bt709,     out_color_matrix=bt709:out_range=tv",
                "bgr0,        -,  -,         tv, bt709,     out_color_matrix=bt709:out_range=tv",
                "rgb24,       -,  -,         tv, bt709,     out_color_matrix=bt709:out_range=tv",
            })
    void numbers_are_kept_but_for_rgb(
            String format, String range, String matrix, String outRange, String outMatrix, String scaler) {
        VideoTrack track = track(format, new ColorFacts(range, null, null, matrix, null, null));

        assertThat(OutputColor.of(track).range()).isEqualTo(outRange);
        assertThat(OutputColor.of(track).matrix()).isEqualTo(outMatrix);
        assertThat(OutputColor.scalerOptions(track)).isEqualTo(scaler);
    }

    private static VideoTrack track(String format, ColorFacts color) {
        return new VideoTrack(
                0,
                "ffv1",
                320,
                180,
                0,
                null,
                format,
                8,
                color,
                false,
                new Rational(1, 1000),
                new Rational(25, 1),
                false,
                10,
                0,
                400,
                0,
                Access.RANDOM);
    }
}
