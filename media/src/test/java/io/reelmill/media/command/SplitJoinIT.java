package io.reelmill.media.command;

import static io.reelmill.media.command.Exactness.assertExact;
import static io.reelmill.media.command.TestingSettings.OPEN_GOP;
import static io.reelmill.media.command.TestingSettings.x264;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources of every kind, cut into chunks, encoded by the worker's command and joined by bytes: frame for frame, tick for tick. */
class SplitJoinIT {

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
                        "long-open-gop.mp4",
                        file -> TestClips.clip()
                                .frames(280)
                                .codec(with(OPEN_GOP, "-g", "100"))
                                .write(file),
                        280,
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

    /** Starts between keyframes: 13 frames are in the file, are decoded, and are hidden. */
    private static Path cutByEditList(Path file) {
        Path whole = TestClips.clip().frames(170).codec(OPEN_GOP).write(file.resolveSibling("whole.mp4"));
        TestingTools.ffmpeg(List.of("-y", "-ss", "2.52", "-i", whole.toString(), "-c", "copy", file.toString()));
        return file;
    }

    private static String[] with(String[] options, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(options), java.util.Arrays.stream(more))
                .toArray(String[]::new);
    }
}
