package io.reelmill.chunker.plan;

import static io.reelmill.chunker.plan.TestingTracks.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;
import io.reelmill.common.spec.VideoSpec.Deinterlace;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionPlannerTest {

    @ParameterizedTest(name = "{0}x{1} turned by {2} to height {3} (upscale {4}): {5}x{6}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1920, 1080, 0,   -,    false, 1920, 1080",
                "1920, 1080, 0,   720,  false, 1280, 720",
                "1920, 1080, 0,   2160, false, 1920, 1080",
                "1920, 1080, 0,   2160, true,  3840, 2160",
                "1920, 1080, 90,  720,  false, 406,  720",
                "1920, 1080, 90,  1920, false, 1080, 1920",
                "1920, 1080, 180, -,    false, 1920, 1080",
                "1920, 1080, 270, -,    false, 1080, 1920",
                "357,  201,  0,   -,    false, 356,  200",
                "357,  201,  0,   201,  false, 356,  200",
                "357,  201,  0,   101,  false, 178,  100",
                "4096, 1,    0,   -,    false, 4096, 2",
                "2,    4000, 0,   100,  false, 2,    100",
                "720,  576,  0,   576,  true,  720,  576",
            })
    void sizes_keep_their_shape_are_even_and_never_larger_unless_asked(
            int width, int height, int rotation, Integer wanted, boolean upscale, int outWidth, int outHeight) {
        VideoSpec spec = spec(VideoCodec.H264, wanted, upscale, Deinterlace.AUTO);

        VideoSettings settings = RenditionPlanner.plan(spec, track(width, height, rotation, 8, false));

        assertThat(settings.width()).isEqualTo(outWidth);
        assertThat(settings.height()).isEqualTo(outHeight);
    }

    @ParameterizedTest(name = "{0} of {1} x {2} at {3}: {4} x {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                "AV1,  48,   36,   -,  86,   64, true",
                "AV1,  36,   48,   -,  64,   86, true",
                "AV1,  64,   64,   -,  64,   64, false",
                "AV1,  1920, 1080, 36, 114,  64, true",
                "AV1,  1920, 1080, 90, 160,  90, false",
                "AV1,  2,    4000, -,  64, 4000, false",
                "HEVC, 8,    8,    -,  16,   16, true",
                "H264, 8,    6,    -,  8,    6,  false"
            })
    void pictures_are_as_small_as_the_encoder_takes_them_and_no_smaller(
            VideoCodec codec, int width, int height, Integer wanted, int outWidth, int outHeight, boolean told) {
        VideoSpec spec = spec(codec, wanted, false, Deinterlace.AUTO);
        VideoTrack track = track(width, height, 0, 8, false);

        VideoSettings settings = RenditionPlanner.plan(spec, track);

        assertThat(settings.width()).isEqualTo(outWidth);
        assertThat(settings.height()).isEqualTo(outHeight);
        assertThat(RenditionWarnings.of(new OutputSpec("main", spec, null), settings, track, false))
                .hasSize(told ? 1 : 0)
                .allMatch(warning -> warning.contains("no pictures below"));
    }

    @ParameterizedTest(name = "{0} from {1} of {2} bits, captions {3}: {4}")
    @CsvSource({
        "H264, yuv420p,     8,  true,  ''",
        "HEVC, yuv420p,     8,  true,  ''",
        "AV1,  yuv420p,     8,  true,  captions",
        "AV1,  yuv420p,     8,  false, ''",
        "HEVC, yuv444p12le, 12, false, has 12 bits per component",
        "HEVC, yuv422p10le, 10, false, ''",
        "H264, bgra,        8,  false, transparency",
        "H264, yuva420p,    8,  false, transparency",
        "H264, yuvj420p,    8,  false, ''"
    })
    void what_a_codec_cannot_keep_is_told(
            VideoCodec codec, String format, int depth, boolean captions, String warning) {
        VideoSpec spec = spec(codec, null, false, Deinterlace.AUTO);
        VideoTrack track = track(1280, 720, format, depth);

        List<String> warnings = RenditionWarnings.of(
                new OutputSpec("main", spec, null), RenditionPlanner.plan(spec, track), track, captions);

        assertThat(warnings).hasSize(warning.isEmpty() ? 0 : 1).allMatch(text -> text.contains(warning));
    }

    @ParameterizedTest(name = "{0} of {1} bit: {2}")
    @CsvSource({
        "H264, 8,  yuv420p",
        "H264, 10, yuv420p",
        "HEVC, 8,  yuv420p",
        "HEVC, 10, yuv420p10le",
        "HEVC, 12, yuv420p10le",
        "AV1,  8,  yuv420p",
        "AV1,  10, yuv420p10le",
    })
    void bit_depth_is_kept_where_the_codec_is_meant_to(VideoCodec codec, int depth, String expected) {
        VideoSpec spec = spec(codec, null, false, Deinterlace.AUTO);

        assertThat(RenditionPlanner.plan(spec, track(1280, 720, 0, depth, false))
                        .pixelFormat())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and interlaced {1}: {2}")
    @CsvSource({
        "AUTO, true, true",
        "AUTO, false, false",
        "ON, false, true",
        "OFF, true, false",
    })
    void interlaced_pictures_are_treated_as_asked(Deinterlace asked, boolean interlaced, boolean expected) {
        VideoSpec spec = spec(VideoCodec.H264, null, false, asked);

        assertThat(RenditionPlanner.plan(spec, track(720, 576, 0, 8, interlaced))
                        .deinterlace())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}/{1} frames per second: {2} per GOP")
    @CsvSource({"25, 1, 50", "30000, 1001, 60", "24000, 1001, 48", "60, 1, 120", "1, 10, 1", "15, 2, 15"})
    void a_GOP_is_two_seconds_to_the_nearest_frame(long num, long den, int expected) {
        assertThat(RenditionPlanner.gop(new Rational(num, den))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, crf {1}, bitrate {2}, cap {3}: cap {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "H264, 23, -,       5000000, 5000000, false",
                "H264, 23, -,       -,       -,       false",
                "HEVC, -,  4000000, 5000000, 5000000, false",
                "AV1,  32, -,       5000000, 5000000, false",
                "AV1,  -,  4000000, 5000000, -,       true",
                "AV1,  -,  4000000, -,       -,       false",
            })
    void a_cap_comes_with_a_buffer_of_two_seconds_where_the_encoder_takes_one(
            VideoCodec codec, Double crf, Long bitrate, Long asked, Long cap, boolean told) {
        VideoSpec spec = new VideoSpec(codec, "8", null, false, crf, bitrate, asked, Deinterlace.AUTO);
        VideoTrack track = track(1280, 720, 0, 8, false);

        VideoSettings settings = RenditionPlanner.plan(spec, track);

        assertThat(settings.maxBitrate()).isEqualTo(cap);
        assertThat(settings.bufferSize()).isEqualTo(cap == null ? null : Long.valueOf(2 * cap));
        assertThat(RenditionWarnings.of(new OutputSpec("main", spec, null), settings, track, false))
                .hasSize(told ? 1 : 0)
                .allMatch(warning -> warning.contains("cannot be capped"));
    }

    private static VideoSpec spec(VideoCodec codec, Integer height, boolean upscale, Deinterlace deinterlace) {
        return new VideoSpec(codec, "medium", height, upscale, 23d, null, null, deinterlace);
    }
}
