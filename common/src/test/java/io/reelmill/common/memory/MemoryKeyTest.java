package io.reelmill.common.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reelmill.common.spec.VideoCodec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryKeyTest {

    private static final MemoryPicture HD = MemoryPicture.of(1280, 720, "yuv420p", 8);
    private static final MemoryPicture UHD_HDR = MemoryPicture.of(3840, 2160, "yuv420p10le", 10);
    private static final MemoryWork WORK =
            new MemoryWork(VideoCodec.H264, "medium", HD, 1, "hevc", UHD_HDR, false, false);

    @Test
    void a_key_says_in_words_what_decides_memory() {
        assertThat(WORK.key()).hasToString("H264/medium/8bit/1049k/1t/hevc-10bit-24bpp-8389k/scale");
        assertThat(WORK.leaner().key().toString()).endsWith("/1t/hevc-10bit-24bpp-8389k/scale+lean");
    }

    @Property
    void what_is_written_is_read_again(
            @ForAll VideoCodec codec,
            @ForAll @IntRange(min = 2, max = 8192) int width,
            @ForAll @IntRange(min = 2, max = 8192) int height,
            @ForAll @IntRange(min = 1, max = 64) int threads,
            @ForAll boolean deep,
            @ForAll boolean deinterlace,
            @ForAll boolean lean) {
        MemoryPicture output = MemoryPicture.of(width, height, "yuv420p", deep ? 10 : 8);
        MemoryKey key = new MemoryWork(codec, "7", output, threads, "prores", HD, deinterlace, lean).key();

        assertThat(MemoryKey.parse(key.toString())).isEqualTo(key);
    }

    @Test
    void work_that_differs_in_anything_that_counts_has_another_key() {
        assertThat(new MemoryWork(VideoCodec.H264, "medium", HD, 2, "hevc", UHD_HDR, false, false).key())
                .isNotEqualTo(WORK.key());
        assertThat(new MemoryWork(VideoCodec.H264, "medium", HD, 1, "h264", UHD_HDR, false, false).key())
                .isNotEqualTo(WORK.key());
        assertThat(new MemoryWork(VideoCodec.H264, "medium", HD, 1, "hevc", UHD_HDR, true, false).key())
                .isNotEqualTo(WORK.key());
        assertThat(new MemoryWork(VideoCodec.H264, "medium", HD, 1, "hevc", HD, false, false).key())
                .isNotEqualTo(WORK.key());
    }

    @Property
    void sizes_of_one_bucket_differ_by_less_than_a_fifth(@ForAll @IntRange(min = 16_384, max = 70_000_000) int pixels) {
        SizeBucket bucket = SizeBucket.of(pixels / 1e6);

        assertThat(bucket.megapixels()).isBetween(pixels / 1e6 * 0.999999, pixels / 1e6 * 1.19);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "H264",
                "H264/medium/8bit/1049k/1t/hevc-10bit-24bpp/scale",
                "H264/medium/8/1049k/1t/hevc-10bit-24bpp-8389k/scale",
                "VC1/medium/8bit/1049k/1t/hevc-10bit-24bpp-8389k/scale",
            })
    void what_is_no_key_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MemoryKey.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "yuv420p, 8, 12",
        "yuv420p10le, 10, 24",
        "yuvj420p, 8, 12",
        "yuv422p10le, 10, 32",
        "yuvj422p, 8, 16",
        "yuv444p, 8, 24",
        "gbrp, 8, 24",
        "rgb24, 8, 24",
        "rgba, 8, 32",
        "yuva444p10le, 10, 64",
        "gray, 8, 8",
        ", 8, 12",
    })
    void pixels_take_what_their_format_says(String format, int depth, int bits) {
        assertThat(MemoryPicture.of(16, 16, format, depth).bitsPerPixel()).isEqualTo(bits);
    }
}
