package io.reelmill.media.command;

import static io.reelmill.media.command.Exactness.assertExact;
import static io.reelmill.media.command.TestingSettings.settings;
import static io.reelmill.media.command.TestingSettings.x264;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.Decoded;
import io.reelmill.media.DisplayMatrix;
import io.reelmill.media.Similarity;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.fmp4.FragmentedMp4;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.Prober;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Size, turn, shape of pixels and fields of the source become those of the rendition, in every chunk alike. */
class PictureShapeIT {

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0} degrees")
    @ValueSource(ints = {90, 180, 270})
    void a_turned_picture_is_turned_once_and_for_good(int rotation) throws Exception {
        Path file =
                TestClips.clip().size(180, 320).rotation(rotation).frames(60).write(directory.resolve("turned.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);
        assertThat(plan.track().rotation()).isEqualTo(rotation);

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(60));
        assertThat(Decoded.of(result.muxed(), List.of("-noautorotate")).numbers())
                .isEqualTo(Decoded.range(60));
        assertThat(Decoded.videoEntry(result.muxed(), "width,height")).isEqualTo("180");
    }

    /** Its first picture tells a turn and the others do not: ffmpeg by itself would turn the film in its middle. */
    @Test
    void a_turn_that_only_some_pictures_tell_is_made_for_none() throws Exception {
        Path file = TestClips.clip()
                .output("-bsf:v", "h264_metadata=display_orientation=insert:rotate=-90")
                .frames(60)
                .write(directory.resolve("turned.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertThat(Decoded.of(result.muxed()).numbers()).isEqualTo(Decoded.range(60));
        assertThat(result.chunks())
                .extracting(FragmentedMp4::initializationSha256)
                .containsOnly(result.chunks().get(0).initializationSha256());
        assertThat(Decoded.videoEntry(result.muxed(), "width")).isEqualTo("320");
    }

    @Test
    void a_mirrored_picture_is_shown_as_it_was_meant() throws Exception {
        Path file = TestClips.clip().filter("vflip").frames(60).write(directory.resolve("mirrored.mp4"));
        DisplayMatrix.writeMirrored(file);
        Prober prober =
                new Prober(TestingTools.TOOLS, file.toString(), file.toFile().length(), directory);
        int rotation = new MediaProbe(prober, Duration.ofSeconds(30))
                .file()
                .streams()
                .get(0)
                .rotation();
        TestingPlan plan = TestingPlan.of(file, 25).turned(rotation);

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(60));
        assertThat(Decoded.of(result.muxed(), List.of("-noautorotate")).numbers())
                .isEqualTo(Decoded.range(60));
    }

    @ParameterizedTest(name = "turned by {0}")
    @ValueSource(ints = {0, 90})
    void pixels_that_are_not_square_keep_their_shape(int rotation) throws Exception {
        Path file = TestClips.clip()
                .size(180, 144)
                .frames(30)
                .rotation(rotation)
                .output("-aspect:v:0", rotation == 0 ? "16:9" : "9:16")
                .write(directory.resolve("anamorphic.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);
        assertThat(plan.track().sampleAspectRatio()).isNotEqualTo(new Rational(1, 1));

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(30));
        assertThat(Decoded.videoEntry(result.muxed(), "display_aspect_ratio")).isEqualTo("16:9");
    }

    @ParameterizedTest
    @CsvSource({
        "ffv1, bgr0, source.mkv",
        "ffv1, bgra, source.mkv",
        "ffv1, gbrp10le, source.mkv",
        "libx264rgb, rgb24, source.mp4",
        "qtrle, rgb24, source.mov",
        "png, rgb48be, source.mov"
    })
    void colors_of_rgb_are_kept_and_named(String encoder, String format, String name) throws Exception {
        Path file = directory.resolve(name);
        TestingTools.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "color=c=0xD03010:s=320x180:r=25:d=1.2,format=" + format,
                "-c:v",
                encoder,
                "-g",
                "10",
                file.toString()));
        TestingPlan plan = TestingPlan.of(file, 25);

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertThat(Decoded.of(result.muxed()).times()).hasSize(30);
        assertThat(Decoded.videoEntry(result.muxed(), "color_space")).isEqualTo("bt709");
        assertThat(Decoded.videoEntry(result.muxed(), "color_range")).isEqualTo("tv");
        int[] color = Decoded.firstColor(result.muxed());
        int[] wanted = Decoded.firstColor(file);
        assertThat(wanted[0]).as("red").isGreaterThan(0xC0);
        for (int i = 0; i < 3; i++) {
            assertThat(color[i]).isCloseTo(wanted[i], within(3));
        }
    }

    @ParameterizedTest(name = "{0} to {3} of {4}")
    @CsvSource({
        "yuv422p10le, ffv1, source.mkv, H264, yuv420p",
        "yuv422p10le, ffv1, source.mkv, HEVC, yuv420p10le",
        "yuv444p12le, ffv1, source.mkv, HEVC, yuv420p10le",
        "yuv422p10le, prores_ks, source.mov, HEVC, yuv420p10le",
        "yuv444p, ffv1, source.mkv, AV1, yuv420p",
        "gray, ffv1, source.mkv, H264, yuvj420p",
        "gray10le, ffv1, source.mkv, HEVC, yuv420p10le",
        "yuva420p, ffv1, source.mkv, H264, yuv420p",
        "yuvj420p, mjpeg, source.mov, H264, yuvj420p",
        "yuvj422p, mjpeg, source.mov, H264, yuvj420p"
    })
    void every_format_of_pixels_becomes_what_the_rendition_has(
            String format, String encoder, String name, VideoCodec codec, String result) throws Exception {
        Path file = TestClips.clip()
                .frames(60)
                .codec("-c:v", encoder, "-g", "25", "-pix_fmt", format)
                .write(directory.resolve(name));
        TestingPlan plan = TestingPlan.of(file, 25);
        assertThat(plan.track().pixelFormat()).isEqualTo(format);

        TestingTranscode made = TestingTranscode.of(
                file, plan, settings(codec, result.replace("yuvj", "yuv")), directory.resolve("out"));

        assertExact(plan, file, made, Decoded.range(60));
        assertThat(Decoded.videoEntry(made.muxed(), "pix_fmt")).isEqualTo(result);
    }

    @Test
    void a_smaller_rendition_keeps_every_frame() throws Exception {
        Path file = TestClips.clip()
                .size(357, 201)
                .frames(60)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv444p")
                .write(directory.resolve("odd.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);
        VideoSettings small =
                new VideoSettings(VideoCodec.H264, "veryfast", 214, 120, 20.0, null, null, null, "yuv420p", 25, false);

        TestingTranscode result = TestingTranscode.of(file, plan, small, directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(60));
        assertThat(Decoded.videoEntry(result.muxed(), "height")).isEqualTo("120");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libx264", "mpeg2video"})
    void deinterlaced_chunks_are_like_the_whole(String encoder) throws Exception {
        Path file = TestClips.clip()
                .interlaced()
                .frames(90)
                .codec(
                        "-c:v",
                        encoder,
                        "-flags",
                        "+ildct+ilme",
                        "-g",
                        "15",
                        "-b:v",
                        "4M",
                        "-threads",
                        "1",
                        "-pix_fmt",
                        "yuv420p")
                .write(directory.resolve("fields.mkv"));
        TestingPlan plan = TestingPlan.of(file, 25);
        VideoSettings settings =
                new VideoSettings(VideoCodec.H264, "veryfast", 320, 180, 10.0, null, null, null, "yuv420p", 25, true);

        TestingTranscode result = TestingTranscode.of(file, plan, settings, directory.resolve("out"));
        TestingTranscode whole = TestingTranscode.of(file, plan.unsplit(), settings, directory.resolve("whole"));

        assertExact(plan, file, result, Decoded.range(90), 0.85);
        assertThat(Similarity.ssim(whole.muxed(), result.muxed(), 320, 180))
                .hasSize(90)
                .allMatch(ssim -> ssim > 0.985);
        assertThat(Decoded.videoEntry(result.muxed(), "field_order")).isIn("progressive", "unknown");
    }
}
