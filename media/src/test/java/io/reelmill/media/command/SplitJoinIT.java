package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.Decoded;
import io.reelmill.media.Similarity;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.fmp4.FragmentedMp4;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources of every kind, cut into chunks, encoded by the worker's command and joined by bytes: frame for frame, tick for tick. */
class SplitJoinIT {

    private static final String[] OPEN_GOP = {
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-bf",
        "3",
        "-g",
        "25",
        "-x264-params",
        "open-gop=1:scenecut=0",
        "-threads",
        "1",
        "-pix_fmt",
        "yuv420p"
    };

    private static final String MASTERING = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)";

    @TempDir
    Path directory;

    /**
     * A source and how it is cut.
     *
     * @param name extension chooses the container
     * @param make writes the source
     * @param frames frames that it shows
     * @param perChunk frames of a chunk
     */
    record Case(String name, Function<Path, Path> make, int frames, int perChunk) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> sources() {
        return List.of(
                new Case("cfr25.mp4", file -> TestClips.clip().frames(120).write(file), 120, 50),
                new Case(
                        "cfr29.97.mp4",
                        file -> TestClips.clip().rate(30000, 1001).frames(130).write(file),
                        130,
                        60),
                new Case(
                        "cfr59.94.mov",
                        file -> TestClips.clip().rate(60000, 1001).frames(250).write(file),
                        250,
                        120),
                new Case(
                        "milliseconds.mkv",
                        file -> TestClips.clip()
                                .rate(30000, 1001)
                                .frames(130)
                                .codec(OPEN_GOP)
                                .write(file),
                        130,
                        60),
                new Case(
                        "open-gop.mp4",
                        file -> TestClips.clip().frames(140).codec(OPEN_GOP).write(file),
                        140,
                        50),
                new Case(
                        "open-gop-hevc.mp4",
                        file -> TestClips.clip()
                                .frames(140)
                                .codec(
                                        "-c:v",
                                        "libx265",
                                        "-preset",
                                        "ultrafast",
                                        "-g",
                                        "25",
                                        "-bf",
                                        "3",
                                        "-x265-params",
                                        "open-gop=1:log-level=error:scenecut=0:pools=1")
                                .write(file),
                        140,
                        50),
                new Case(
                        "variable.mkv",
                        file -> TestClips.clip()
                                .frames(120)
                                .filter("settb=1/1000,setpts='N*40+if(mod(N,3),0,17)+if(gt(N,60),900,0)'")
                                .codec(with(OPEN_GOP, "-enc_time_base", "1:1000"))
                                .write(file),
                        120,
                        50),
                new Case(
                        "variable.mp4",
                        file -> TestClips.clip()
                                .frames(120)
                                .filter("settb=1/90000,setpts='N*3600+if(mod(N,4),0,1501)'")
                                .codec(with(OPEN_GOP, "-enc_time_base", "1:90000"))
                                .output("-video_track_timescale", "90000")
                                .write(file),
                        120,
                        50),
                new Case(
                        "long-gop.mp4",
                        file -> TestClips.clip()
                                .frames(320)
                                .codec(
                                        "-c:v",
                                        "libx264",
                                        "-preset",
                                        "ultrafast",
                                        "-bf",
                                        "2",
                                        "-g",
                                        "300",
                                        "-x264-params",
                                        "scenecut=0",
                                        "-threads",
                                        "1",
                                        "-pix_fmt",
                                        "yuv420p")
                                .write(file),
                        320,
                        50),
                new Case(
                        "vp9.webm",
                        file -> TestClips.clip()
                                .frames(120)
                                .codec(
                                        "-c:v",
                                        "libvpx-vp9",
                                        "-deadline",
                                        "realtime",
                                        "-cpu-used",
                                        "8",
                                        "-g",
                                        "25",
                                        "-threads",
                                        "2",
                                        "-pix_fmt",
                                        "yuv420p")
                                .write(file),
                        120,
                        50),
                new Case(
                        "vp8.ogv",
                        file -> TestClips.clip()
                                .frames(120)
                                .codec(
                                        "-c:v",
                                        "libvpx",
                                        "-deadline",
                                        "realtime",
                                        "-cpu-used",
                                        "8",
                                        "-b:v",
                                        "2M",
                                        "-g",
                                        "25",
                                        "-pix_fmt",
                                        "yuv420p")
                                .write(file),
                        120,
                        50),
                new Case(
                        "odd.mkv",
                        file -> TestClips.clip()
                                .size(357, 201)
                                .frames(70)
                                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv444p")
                                .write(file),
                        70,
                        50),
                new Case("short.mp4", file -> TestClips.clip().frames(11).write(file), 11, 50),
                new Case("one-frame.mp4", file -> TestClips.clip().frames(1).write(file), 1, 50),
                new Case(
                        "starts-at-5.mkv",
                        file -> TestClips.clip()
                                .frames(120)
                                .codec(OPEN_GOP)
                                .output("-output_ts_offset", "5")
                                .write(file),
                        120,
                        50),
                new Case(
                        "starts-at-5.mp4",
                        file -> TestClips.clip()
                                .frames(120)
                                .codec(OPEN_GOP)
                                .output("-output_ts_offset", "5")
                                .write(file),
                        120,
                        50),
                new Case(
                        "starts-below-zero.mp4",
                        file -> TestClips.clip()
                                .frames(120)
                                .codec(OPEN_GOP)
                                .output(
                                        "-output_ts_offset",
                                        "-3",
                                        "-avoid_negative_ts",
                                        "disabled",
                                        "-use_editlist",
                                        "0",
                                        "-movflags",
                                        "+negative_cts_offsets")
                                .write(file),
                        120,
                        50),
                new Case(
                        "444.mp4",
                        file -> TestClips.clip()
                                .frames(120)
                                .codec(
                                        "-c:v",
                                        "libx264",
                                        "-preset",
                                        "veryfast",
                                        "-g",
                                        "25",
                                        "-pix_fmt",
                                        "yuv444p",
                                        "-threads",
                                        "1")
                                .write(file),
                        120,
                        50),
                new Case("edit-list.mp4", SplitJoinIT::cutByEditList, 107, 50),
                new Case(
                        "mjpeg.mov",
                        file -> TestClips.clip()
                                .frames(60)
                                .codec("-c:v", "mjpeg", "-q:v", "3", "-pix_fmt", "yuvj420p")
                                .write(file),
                        60,
                        25));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void every_frame_is_there_once_at_its_time(Case source) throws Exception {
        Path file = source.make().apply(directory.resolve(source.name()));
        TestingPlan plan = TestingPlan.of(file, source.perChunk());
        assertThat(plan.pts()).as("frames of the source").hasSize(source.frames());

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.of(file).numbers());
        assertThat(Decoded.of(file).numbers()).doesNotContain(-1).isSorted();
    }

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
    @EnumSource(VideoCodec.class)
    void chunks_of_workers_with_other_numbers_of_threads_join(VideoCodec codec) throws Exception {
        Path file = TestClips.clip().frames(110).codec(OPEN_GOP).write(directory.resolve("source.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);

        TestingTranscode result = TestingTranscode.of(
                file, plan, settings(codec, "yuv420p"), directory.resolve("out"), chunk -> 1 + chunk % 2);

        assertExact(plan, file, result, Decoded.range(110));
        assertThat(keyframes(result.muxed())).containsExactly(0, 25, 50, 75, 100);
    }

    @ParameterizedTest
    @EnumSource(value = VideoCodec.class, names = "H264", mode = EnumSource.Mode.EXCLUDE)
    void ten_bits_stay_ten_bits(VideoCodec codec) throws Exception {
        Path file = TestClips.clip()
                .frames(60)
                .codec(
                        "-c:v",
                        "libx265",
                        "-preset",
                        "ultrafast",
                        "-g",
                        "25",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-x265-params",
                        "log-level=error:pools=1")
                .write(directory.resolve("ten.mkv"));
        TestingPlan plan = TestingPlan.of(file, 25);

        TestingTranscode result =
                TestingTranscode.of(file, plan, settings(codec, "yuv420p10le"), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(60));
        assertThat(Decoded.videoEntry(result.muxed(), "pix_fmt")).isEqualTo("yuv420p10le");
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

    @Test
    void a_cap_and_a_bitrate_are_kept() throws Exception {
        Path file = TestClips.clip().frames(150).write(directory.resolve("source.mp4"));
        TestingPlan plan = TestingPlan.of(file, 50);
        VideoSettings capped = new VideoSettings(
                VideoCodec.H264, "veryfast", 320, 180, 1.0, null, 400_000L, 400_000L, "yuv420p", 25, false);
        VideoSettings bitrate = new VideoSettings(
                VideoCodec.H264, "veryfast", 320, 180, null, 300_000L, 400_000L, 400_000L, "yuv420p", 25, false);

        for (VideoSettings settings : List.of(capped, bitrate)) {
            TestingTranscode result =
                    TestingTranscode.of(file, plan, settings, directory.resolve("out" + settings.crf()));

            assertThat(Decoded.of(result.muxed()).numbers()).isEqualTo(Decoded.range(150));
            // Each chunk of two seconds starts with a buffer that is nine tenths full.
            assertThat(result.muxed().toFile().length() * 8 / 6).isBetween(150_000L, 400_000L + 9 * 40_000L / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(value = VideoCodec.class, names = "H264", mode = EnumSource.Mode.EXCLUDE)
    void hdr_is_described_as_in_the_source(VideoCodec codec) throws Exception {
        Path file = TestClips.clip()
                .frames(50)
                .codec(
                        "-c:v",
                        "libx265",
                        "-preset",
                        "ultrafast",
                        "-g",
                        "25",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-color_primaries",
                        "bt2020",
                        "-color_trc",
                        "smpte2084",
                        "-colorspace",
                        "bt2020nc",
                        "-color_range",
                        "tv",
                        "-x265-params",
                        "log-level=error:pools=1:hdr10=1:repeat-headers=1:master-display=" + MASTERING
                                + ":max-cll=1000,400")
                .write(directory.resolve("hdr.mkv"));
        TestingPlan plan = TestingPlan.of(file, 25);
        VideoTrack track = hdr(plan.track());

        TestingTranscode result =
                TestingTranscode.of(file, plan.with(track), settings(codec, "yuv420p10le"), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(50));
        assertThat(Decoded.videoEntry(result.muxed(), "color_transfer")).isEqualTo("smpte2084");
        assertThat(Decoded.videoEntry(result.muxed(), "color_primaries")).isEqualTo("bt2020");
        assertThat(Decoded.videoEntry(result.muxed(), "color_space")).isEqualTo("bt2020nc");
        assertThat(light(result.muxed()))
                .isEqualTo(light(file))
                .contains("max_content=1000", "max_luminance=10000000/10000");
    }

    @Test
    void pictures_without_names_are_counted_from_the_start() throws Exception {
        Path file = TestClips.clip()
                .frames(80)
                .codec("-c:v", "mpeg4", "-bf", "2", "-g", "25", "-b:v", "2M", "-pix_fmt", "yuv420p")
                .write(directory.resolve("packed.avi"));
        TestingPlan plan = TestingPlan.sequential(file, 80);

        TestingTranscode result = TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve("out"));

        assertThat(Decoded.of(result.muxed()).numbers()).isEqualTo(Decoded.range(80));
        assertThat(Decoded.of(result.muxed()).times().stream().map(Rational::toDouble))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static void assertExact(TestingPlan plan, Path source, TestingTranscode result, List<Integer> numbers) {
        assertExact(plan, source, result, numbers, 0.9);
    }

    private static void assertExact(
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

    static VideoSettings x264(VideoTrack track) {
        boolean turned = track.rotation() % 180 != 0;
        int width = (turned ? track.height() : track.width()) & ~1;
        int height = (turned ? track.width() : track.height()) & ~1;
        return new VideoSettings(
                VideoCodec.H264, "veryfast", width, height, 20.0, null, null, null, "yuv420p", 25, false);
    }

    /** Starts between keyframes: 13 frames are in the file, are decoded, and are hidden. */
    private static Path cutByEditList(Path file) {
        Path whole = TestClips.clip().frames(170).codec(OPEN_GOP).write(file.resolveSibling("whole.mp4"));
        TestingTools.ffmpeg(List.of("-y", "-ss", "2.52", "-i", whole.toString(), "-c", "copy", file.toString()));
        return file;
    }

    private static VideoTrack hdr(VideoTrack track) {
        ColorFacts color = new ColorFacts("tv", "bt2020", "smpte2084", "bt2020nc", MASTERING, "1000,400");
        return new VideoTrack(
                track.index(),
                track.codec(),
                track.width(),
                track.height(),
                track.rotation(),
                track.sampleAspectRatio(),
                track.pixelFormat(),
                track.bitDepth(),
                color,
                track.interlaced(),
                track.timeBase(),
                track.frameRate(),
                track.variableFrameRate(),
                track.frames(),
                track.firstPts(),
                track.endPts(),
                track.x264Build(),
                track.access());
    }

    /** Mastering display and content light of the first frame, as exact fractions in one unit. */
    private static List<String> light(Path file) {
        return TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-read_intervals",
                        "%+#1",
                        "-show_frames",
                        "-show_entries",
                        "frame_side_data_list",
                        "-of",
                        "default=nw=1",
                        file.toString()))
                .lines()
                .filter(line -> line.matches("(red|green|blue|white_point)_[xy]=.*|(min|max)_.*=.*"))
                .sorted()
                .toList();
    }

    private static List<Integer> keyframes(Path file) {
        List<String> flags = TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "packet=pts,flags",
                        "-of",
                        "csv=p=0",
                        file.toString()))
                .lines()
                .sorted(java.util.Comparator.comparing(line -> Long.parseLong(line.split(",")[0])))
                .toList();
        return java.util.stream.IntStream.range(0, flags.size())
                .filter(i -> flags.get(i).contains("K"))
                .boxed()
                .toList();
    }

    static VideoSettings settings(VideoCodec codec, String pixelFormat) {
        String preset = codec == VideoCodec.AV1 ? "12" : "ultrafast";
        return new VideoSettings(codec, preset, 320, 180, 20.0, null, null, null, pixelFormat, 25, false);
    }

    private static String[] with(String[] options, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(options), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
