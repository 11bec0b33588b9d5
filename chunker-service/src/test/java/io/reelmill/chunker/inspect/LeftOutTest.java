package io.reelmill.chunker.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.ProbedFile;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.media.probe.ProbedStream.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeftOutTest {

    @Test
    void what_is_kept_is_not_spoken_of() {
        assertThat(leftOut(
                        stream(0, Kind.VIDEO, "h264", false, false),
                        stream(1, Kind.AUDIO, "aac", false, false),
                        stream(2, Kind.SUBTITLE, "subrip", false, false)))
                .isEmpty();
    }

    @Test
    void everything_else_is_named() {
        assertThat(leftOut(
                        stream(0, Kind.VIDEO, "hevc", true, false),
                        stream(1, Kind.VIDEO, "mjpeg", false, true),
                        stream(2, Kind.VIDEO, "h264", false, false),
                        stream(3, Kind.SUBTITLE, "dvd_subtitle", false, false),
                        stream(4, Kind.OTHER, "bin_data", false, false)))
                .satisfiesExactly(
                        dolby -> assertThat(dolby).contains("Dolby Vision"),
                        cover -> assertThat(cover).contains("cover picture (stream 1)"),
                        second -> assertThat(second).contains("second picture track (stream 2, h264)"),
                        pictures ->
                                assertThat(pictures).contains("stream 3 (dvd_subtitle, fra) cannot be kept as text"),
                        data -> assertThat(data).contains("stream 4 (bin_data)"));
    }

    private static List<String> leftOut(ProbedStream... streams) {
        return LeftOut.of(new ProbedFile("matroska,webm", 10, null, 0, List.of(streams)));
    }

    private static ProbedStream stream(int index, Kind kind, String codec, boolean dolbyVision, boolean cover) {
        return new ProbedStream(
                index,
                index,
                kind,
                codec,
                "[0][0][0][0]",
                640,
                360,
                0,
                new Rational(1, 1),
                "yuv420p",
                "progressive",
                ColorFacts.UNKNOWN,
                dolbyVision,
                new Rational(1, 1000),
                new Rational(25, 1),
                new Rational(25, 1),
                250,
                10,
                2,
                "stereo",
                48_000,
                "fra",
                null,
                index == 0,
                false,
                cover);
    }
}
