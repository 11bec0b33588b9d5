package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.message.Messages;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.messaging.worker.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks that are as they should be come out as one verified file. */
class MergeIT {

    @TempDir
    Path dir;

    private TestingObjectStore store;

    @BeforeEach
    void store() throws Exception {
        store = new TestingObjectStore(Files.createDirectory(dir.resolve("store")));
    }

    private Path source(String rate, String seconds, String codec) {
        Path file = dir.resolve("source." + (codec.contains("vp9") ? "webm" : "mp4"));
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.picture(rate),
                "-t",
                seconds,
                codec,
                TestingMedia.word(file.toString()));
        return file;
    }

    private MergeReport merged(TestingJob job) throws Exception {
        TaskResult result = job.merge();
        assertThat(result).isInstanceOf(TaskResult.Merged.class);
        MergeReport report = ((TaskResult.Merged) result).report();
        assertThat(report.checks()).allMatch(MergeReport.Check::passed);
        return report;
    }

    private Path output(MergeReport report, int index) {
        return store.path(report.outputs().get(index).key());
    }

    @ParameterizedTest(name = "the command of least memory: {0}")
    @CsvSource({"true, 1", "false, 3"})
    void pictures_are_decoded_with_the_threads_that_memory_allows(boolean lean, int threads) throws Exception {
        TestingJob job = new TestingJob(store, dir, source("30", "4", "-c:v libx264 -preset veryfast -g 48"))
                .video(60)
                .rendition("main", TestingJob.x264(320, 176, 30));
        Path commands = Files.createFile(dir.resolve("commands.log"));
        MergeParts usual = TestingJob.parts(store);
        Path noting = dir.resolve("ffmpeg");
        Files.writeString(
                noting,
                "#!/bin/sh\necho \"$@\" >> %s\nexec %s \"$@\"\n"
                        .formatted(commands, usual.tools().ffmpeg()));
        assertThat(noting.toFile().setExecutable(true)).isTrue();
        MediaTools asked = new MediaTools(
                noting,
                usual.tools().ffprobe(),
                usual.tools().environment(),
                usual.tools().version());
        MergeRunner runner =
                new MergeRunner(new MergeParts(store, asked, usual.guard(), 3, usual.scratchLimit(), usual.stall()));

        assertThat(runner.run((lean ? job.lean() : job).context())).isInstanceOf(TaskResult.Merged.class);

        List<String> decoding = Files.readAllLines(commands).stream()
                .filter(command -> command.contains("-filter_complex_threads"))
                .toList();
        assertThat(decoding).isNotEmpty().allSatisfy(command -> assertThat(command)
                .contains("-threads " + threads + " ", "-filter_complex_threads " + threads + " "));
    }

    @ParameterizedTest(name = "{0} at {1} frames per second")
    @CsvSource({
        "-c:v libx264 -preset veryfast -g 48, 30",
        "-c:v libx264 -preset veryfast -g 300 -sc_threshold 0, 30000/1001",
        "-c:v libx264 -preset ultrafast -g 1, 25",
        "-c:v mpeg4 -g 12 -bf 2, 24",
        "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 40, 30"
    })
    void every_frame_comes_out_once_in_order_and_at_its_time(String codec, String rate) throws Exception {
        TestingJob job = new TestingJob(store, dir, source(rate, "6.1", codec))
                .video(60)
                .rendition("main", TestingJob.x264(320, 176, 30));
        MergeReport report = merged(job);
        int frames = (int) job.track().frames();
        assertThat(TestingMedia.frameNumbers(output(report, 0), dir))
                .isEqualTo(IntStream.range(0, frames).boxed().toList());
        long[] pts = TestingMedia.videoPts(output(report, 0));
        long[] source = TestingMedia.videoPts(store.path("raw/job/source"));
        long num = job.track().timeBase().num();
        assertThat(Arrays.stream(pts).map(p -> p - pts[0]).toArray())
                .isEqualTo(Arrays.stream(source).map(p -> (p - source[0]) * num).toArray());
        assertThat(report.outputs().get(0).frames()).isEqualTo(frames);
        assertThat(report.outputs().get(0).durationSeconds())
                .isCloseTo(job.track().durationSeconds(), within(0.001));
    }

    @ParameterizedTest
    @CsvSource({"HEVC, ultrafast", "AV1, 12"})
    void other_codecs_join_by_bytes_too(VideoCodec codec, String preset) throws Exception {
        VideoSettings settings =
                new VideoSettings(codec, preset, 320, 176, 30.0, null, null, null, "yuv420p", 30, false);
        TestingJob job = new TestingJob(store, dir, source("30", "4", "-c:v libx264 -preset veryfast"))
                .video(60)
                .rendition("main", settings);
        MergeReport report = merged(job);
        assertThat(TestingMedia.frameNumbers(output(report, 0), dir))
                .isEqualTo(IntStream.range(0, 120).boxed().toList());
    }

    @Test
    void variable_frame_rate_keeps_its_times() throws Exception {
        Path vfr = dir.resolve("vfr.mkv");
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.word(TestingMedia.PICTURE.formatted("30")
                        + ",settb=1/1000,setpts='PTS+if(gt(mod(N,7),2),1,0)*0.012/TB+mod(N,3)*0.003/TB'"),
                "-t 5 -fps_mode passthrough -enc_time_base 1:1000 -c:v libx264 -preset veryfast -bf 3 -g 50",
                TestingMedia.word(vfr.toString()));
        TestingJob job = new TestingJob(store, dir, vfr).video(40).rendition("main", TestingJob.x264(320, 176, 20));
        MergeReport report = merged(job);
        long[] pts = TestingMedia.videoPts(output(report, 0));
        long[] source = TestingMedia.videoPts(vfr);
        assertThat(Arrays.stream(pts).map(p -> p - pts[0]).toArray())
                .isEqualTo(Arrays.stream(source).map(p -> p - source[0]).toArray());
        assertThat(Arrays.stream(pts).distinct().count()).isEqualTo(job.track().frames());
        long distances = IntStream.range(1, pts.length)
                .mapToLong(i -> pts[i] - pts[i - 1])
                .distinct()
                .count();
        assertThat(distances).as("the source does vary").isGreaterThan(3);
    }

    @Test
    void a_last_frame_that_stays_long_does_so_in_the_result() throws Exception {
        TestingJob job = new TestingJob(store, dir, source("30", "4", "-c:v libx264 -preset veryfast"))
                .video(
                        60,
                        v -> TestingJob.endingAt(
                                v, v.endPts() + 5 * v.timeBase().den()))
                .rendition("main", TestingJob.x264(320, 176, 30));
        MergeReport report = merged(job);
        assertThat(report.outputs().get(0).durationSeconds()).isCloseTo(9, within(0.001));
        assertThat(TestingMedia.frameNumbers(output(report, 0), dir)).hasSize(120);
    }

    @Test
    void a_job_of_one_frame_is_a_job() throws Exception {
        TestingJob job = new TestingJob(store, dir, source("30", "0.03", "-c:v libx264"))
                .video(60)
                .rendition("main", TestingJob.x264(320, 176, 30));
        MergeReport report = merged(job);
        assertThat(TestingMedia.frameNumbers(output(report, 0), dir)).containsExactly(0);
    }

    @Test
    void several_renditions_are_published_with_their_checksums_and_the_report_last() throws Exception {
        TestingJob job = new TestingJob(store, dir, source("30", "4", "-c:v libx264 -preset veryfast"))
                .video(60)
                .rendition("high", TestingJob.x264(320, 176, 30))
                .rendition("low", TestingJob.x264(160, 88, 30));
        MergeReport report = merged(job);
        assertThat(report.outputs())
                .extracting(OutputFile::key)
                .containsExactly("output/job/high.mp4", "output/job/low.mp4");
        assertThat(report.outputs()).extracting(OutputFile::width).containsExactly(320, 160);
        for (OutputFile output : report.outputs()) {
            byte[] bytes = Files.readAllBytes(store.path(output.key()));
            assertThat(output.bytes()).isEqualTo(bytes.length);
            assertThat(output.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        }
        assertThat(store.written()).last().isEqualTo("output/job/report.json");
        assertThat(Messages.read(Files.readString(store.path("output/job/report.json")), MergeReport.class))
                .isEqualTo(report);
    }

    @Test
    void merging_twice_gives_the_same_objects() throws Exception {
        TestingJob job = new TestingJob(store, dir, source("30", "4", "-c:v libx264 -preset veryfast"))
                .video(60)
                .rendition("main", TestingJob.x264(320, 176, 30));
        MergeReport first = merged(job);
        MergeReport second = merged(job);
        assertThat(second).isEqualTo(first);
        assertThat(store.list("output/job/")).hasSize(2);
    }

    @Test
    void the_index_stands_before_the_media() throws Exception {
        TestingJob job = new TestingJob(store, dir, source("30", "2", "-c:v libx264 -preset veryfast"))
                .video(60)
                .rendition("main", TestingJob.x264(320, 176, 30));
        String bytes = Files.readString(output(merged(job), 0), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    }

    @Test
    void a_long_gop_of_the_source_is_decoded_on_from_its_keyframe() throws Exception {
        TestingJob job = new TestingJob(
                        store, dir, source("30", "8", "-c:v libx264 -preset veryfast -g 1000 -sc_threshold 0"))
                .video(60)
                .rendition("main", TestingJob.x264(320, 176, 60));
        List<Chunk> chunks = job.chunks();
        MergeReport report = merged(job);
        assertThat(chunks).hasSize(4).allMatch(c -> c.seekPts() == null);
        assertThat(report.checks())
                .filteredOn(c -> c.name().equals("pictures"))
                .singleElement()
                .satisfies(c -> assertThat(c.detail()).startsWith("4 pictures"));
    }
}
