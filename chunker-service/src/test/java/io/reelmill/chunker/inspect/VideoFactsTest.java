package io.reelmill.chunker.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VideoFactsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 8",
                "yuv420p, 8",
                "yuvj422p, 8",
                "yuv410p, 8",
                "nv12, 8",
                "nv16, 8",
                "uyvy422, 8",
                "gray, 8",
                "ya8, 8",
                "pal8, 8",
                "rgb24, 8",
                "bgra, 8",
                "0rgb, 8",
                "rgb565le, 8",
                "yuv420p9be, 9",
                "yuv420p10le, 10",
                "yuv422p10le, 10",
                "yuv444p10be, 10",
                "yuva444p10le, 10",
                "gbrp10le, 10",
                "gray10le, 10",
                "p010le, 10",
                "p210le, 10",
                "p410be, 10",
                "y210le, 10",
                "nv20le, 10",
                "xv30le, 10",
                "x2rgb10le, 10",
                "x2bgr10le, 10",
                "p012le, 12",
                "y212le, 12",
                "xv36le, 12",
                "xyz12le, 12",
                "gray12le, 12",
                "yuv444p12le, 12",
                "gbrap12le, 12",
                "yuv420p14le, 14",
                "yuv420p16le, 16",
                "p016le, 16",
                "p216le, 16",
                "p416le, 16",
                "gray16be, 16",
                "ya16le, 16",
                "rgb48be, 16",
                "bgra64le, 16",
                "rgbaf16le, 16",
                "gbrpf32le, 16",
                "grayf32le, 16"
            })
    void bits_of_a_component_are_told_by_the_name_of_the_format(String format, int bits) {
        assertThat(VideoFacts.bitDepth(format)).isEqualTo(bits);
    }
}
