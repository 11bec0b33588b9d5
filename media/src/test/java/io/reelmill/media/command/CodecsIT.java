package io.reelmill.media.command;

import static io.reelmill.media.command.Exactness.assertExact;
import static io.reelmill.media.command.TestingSettings.OPEN_GOP;
import static io.reelmill.media.command.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each codec is asked for, it gives, and chunks of different workers join. */
class CodecsIT {

    private static final String MASTERING = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)";

    /** Metadata OBUs (AV1 specification, 6.7.3 and 6.7.4), which not every decoder hands on: type, MaxCLL and MaxFALL. */
    private static final String AV1_LIGHT = "01" + "03e8" + "0190";

    /** Type, then red, green and blue in units of 1/65536. */
    private static final String AV1_MASTERING = "02" + "ae1451ec" + "43d7b0a4" + "26660f5c";

    private static final long CAP = 400_000;

    /** SVT-AV1 aims below its cap and does not promise it. */
    private static final long SOFT_CAP = 2 * CAP;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void chunks_of_workers_with_other_numbers_of_threads_join(VideoCodec codec) throws Exception {
        Path file = TestClips.clip().frames(110).codec(OPEN_GOP).write(directory.resolve("source.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);

        TestingTranscode result = TestingTranscode.of(
                file,
                plan,
                settings(codec, "yuv420p"),
                directory.resolve("out"),
                chunk -> 1 + chunk % 2,
                chunk -> false);

        assertExact(plan, file, result, Decoded.range(110));
        assertThat(keyframes(result.muxed())).containsExactly(0, 25, 50, 75, 100);
    }

    @ParameterizedTest
    @CsvSource({"H264,medium", "H264,slow", "HEVC,fast", "HEVC,slow", "AV1,10"})
    void chunks_of_the_lean_command_join_with_the_others(VideoCodec codec, String preset) throws Exception {
        Path file = TestClips.clip().frames(110).codec(OPEN_GOP).write(directory.resolve("source.mp4"));
        TestingPlan plan = TestingPlan.of(file, 25);

        TestingTranscode result = TestingTranscode.of(
                file,
                plan,
                settings(codec, preset, "yuv420p"),
                directory.resolve("out"),
                chunk -> 2,
                chunk -> chunk % 2 == 1);

        assertExact(plan, file, result, Decoded.range(110));
        assertThat(keyframes(result.muxed())).containsExactly(0, 25, 50, 75, 100);
    }

    @ParameterizedTest
    @CsvSource({"H264,veryfast", "H264,medium", "HEVC,ultrafast", "HEVC,fast", "HEVC,medium", "AV1,12"})
    void the_lean_command_takes_no_more_memory(VideoCodec codec, String preset) throws Exception {
        // More pictures than any of these presets holds.
        Path file = TestClips.clip().size(640, 360).frames(90).write(directory.resolve("source.mp4"));

        assertThat(peak(file, codec, preset, true)).isLessThan((long) (1.02 * peak(file, codec, preset, false)));
    }

    private long peak(Path file, VideoCodec codec, String preset, boolean lean) throws Exception {
        TestingPlan plan = TestingPlan.of(file, 90);
        VideoSettings settings =
                new VideoSettings(codec, preset, 640, 360, 20.0, null, null, null, "yuv420p", 50, false);
        TestingTranscode result =
                TestingTranscode.of(file, plan, settings, directory.resolve("out"), chunk -> 1, chunk -> lean);
        return result.runs().get(0).peakBytes();
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
    @EnumSource(VideoCodec.class)
    void a_cap_and_a_bitrate_are_kept(VideoCodec codec) throws Exception {
        Path file = TestClips.clip().frames(150).write(directory.resolve("source.mp4"));
        TestingPlan plan = TestingPlan.of(file, 50);
        VideoSettings free = settings(codec, "yuv420p");
        VideoSettings capped = rate(free, 1.0, null, CAP).keepingCap(2);
        VideoSettings bitrate = rate(free, null, 300_000L, 450_000L);

        assertThat(bitsPerSecond(encoded(file, plan, capped)))
                .isBetween(150_000L, codec == VideoCodec.AV1 ? SOFT_CAP : CAP)
                .isLessThan(bitsPerSecond(encoded(file, plan, rate(free, 1.0, null, null))) / 2);
        assertThat(bitsPerSecond(encoded(file, plan, bitrate))).isBetween(150_000L, 450_000L);
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void a_cap_that_does_not_bind_costs_nothing(VideoCodec codec) throws Exception {
        Path file = TestClips.clip().frames(100).write(directory.resolve("source.mp4"));
        TestingPlan plan = TestingPlan.of(file, 50);
        VideoSettings settings =
                rate(settings(codec, "yuv420p"), 24.0, null, 20 * CAP).keepingCap(2);

        TestingTranscode result = TestingTranscode.of(file, plan, settings, directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(100));
    }

    /** Noise that would take a hundred times the cap, all the time, at the end of each chunk or in every other one. */
    @ParameterizedTest(name = "{0} {1}, noise where {2}")
    @CsvSource({
        "H264, ultrafast, 1",
        "H264, veryfast, 1",
        "H264, veryfast, 'gt(mod(t,2),1.4)'",
        "HEVC, veryfast, 1",
        "HEVC, veryfast, 'gt(mod(t,2),1.4)'"
    })
    void the_joined_stream_never_has_more_than_its_cap_and_one_buffer(VideoCodec codec, String preset, String noisy)
            throws Exception {
        Path file = directory.resolve("noise.mp4");
        TestingTools.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "color=gray:s=320x180:r=25:d=12,noise=alls=60:allf=t:enable='" + noisy + "',format=yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-crf",
                "5",
                file.toString()));
        TestingPlan plan = TestingPlan.of(file, 50);
        VideoSettings settings = rate(settings(codec, preset, "yuv420p"), 10.0, null, CAP);

        Path joined = TestingTranscode.of(file, plan, settings.keepingCap(2), directory.resolve("out"))
                .muxed();

        assertThat(sizes(joined)).hasSize(300);
        assertThat(leastInBuffer(sizes(joined), settings))
                .as("but for what the encoder itself allows in a chunk")
                .isGreaterThan(-0.02 * settings.bufferSize());
        assertThat(bitsPerSecond(joined)).isGreaterThan(CAP / 4);
    }

    /** Least bits in the decoder's buffer, which fills at the cap and gives away each frame whole; it starts as a chunk does. */
    private static double leastInBuffer(List<Long> sizes, VideoSettings settings) {
        double bits = settings.bufferSize() * VideoSettings.BUFFER_FILL;
        double least = bits;
        for (long size : sizes) {
            bits -= size * 8;
            least = Math.min(least, bits);
            bits = Math.min(settings.bufferSize(), bits + settings.maxBitrate() / 25.0);
        }
        return least;
    }

    private static List<Long> sizes(Path file) {
        return TestingTools.ffprobe(List.of("-show_entries", "packet=size", "-of", "csv=p=0", file.toString()))
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> Long.valueOf(line.split(",")[0]))
                .toList();
    }

    private Path encoded(Path file, TestingPlan plan, VideoSettings settings) throws Exception {
        Path out = Files.createTempDirectory(directory, "out");
        TestingTranscode result = TestingTranscode.of(file, plan, settings, out);
        assertThat(Decoded.of(result.muxed()).times()).hasSize(150);
        return result.muxed();
    }

    private static long bitsPerSecond(Path file) {
        List<Long> sizes = sizes(file);
        return sizes.stream().mapToLong(size -> size * 8).sum() * 25 / sizes.size();
    }

    private static VideoSettings rate(VideoSettings of, Double crf, Long bitrate, Long cap) {
        return new VideoSettings(
                of.codec(),
                of.preset(),
                of.width(),
                of.height(),
                crf,
                bitrate,
                cap,
                cap == null ? null : Long.valueOf(2 * cap),
                of.pixelFormat(),
                of.gop(),
                of.deinterlace());
    }

    @ParameterizedTest
    @EnumSource(value = VideoCodec.class, names = "H264", mode = EnumSource.Mode.EXCLUDE)
    void hdr_is_described_as_in_the_source(VideoCodec codec) throws Exception {
        Path file = TestClips.clip().frames(50).hdr10(MASTERING, "1000,400").write(directory.resolve("hdr.mkv"));
        TestingPlan plan = TestingPlan.of(file, 25);
        VideoTrack track = hdr(plan.track());

        TestingTranscode result =
                TestingTranscode.of(file, plan.with(track), settings(codec, "yuv420p10le"), directory.resolve("out"));

        assertExact(plan, file, result, Decoded.range(50));
        assertThat(Decoded.videoEntry(result.muxed(), "color_transfer")).isEqualTo("smpte2084");
        assertThat(Decoded.videoEntry(result.muxed(), "color_primaries")).isEqualTo("bt2020");
        assertThat(Decoded.videoEntry(result.muxed(), "color_space")).isEqualTo("bt2020nc");
        if (codec == VideoCodec.HEVC) {
            assertThat(Decoded.light(result.muxed()))
                    .isEqualTo(Decoded.light(file))
                    .contains("max_content=1000", "max_luminance=10000000/10000");
        } else {
            assertThat(HexFormat.of().formatHex(Files.readAllBytes(result.muxed())))
                    .contains(AV1_LIGHT, AV1_MASTERING);
        }
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
}
