package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are turned, deinterlaced, of another range or depth, or coarse are still the source's. */
class MergePictureIT {

    /** Numbers that no codec's unit makes round. */
    private static final String MASTERING = "G(13251,34499)B(7501,2999)R(33999,16001)WP(15634,16451)L(10040007,53)";

    @TempDir
    Path dir;

    private TestingObjectStore store;

    @BeforeEach
    void store() throws Exception {
        store = new TestingObjectStore(Files.createDirectory(dir.resolve("store")));
    }

    private Path source(String filters, String encoder) {
        Path file = dir.resolve("source.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.word(TestingMedia.PICTURE.formatted("30") + filters),
                "-t 4",
                encoder,
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

    private Path output(MergeReport report) {
        return store.path(report.outputs().get(0).key());
    }

    private static UnaryOperator<VideoTrack> changed(
            int rotation, ColorFacts color, boolean interlaced, VideoTrack.Access access) {
        return v -> new VideoTrack(
                v.index(),
                v.codec(),
                v.width(),
                v.height(),
                rotation,
                new Rational(1, 1),
                v.pixelFormat(),
                8,
                color,
                interlaced,
                v.timeBase(),
                v.frameRate(),
                false,
                v.frames(),
                v.firstPts(),
                v.endPts(),
                0,
                access);
    }

    @ParameterizedTest
    @ValueSource(strings = {"smpte2084", "arib-std-b67"})
    void color_and_depth_of_a_wide_gamut_are_kept(String transfer) throws Exception {
        ColorFacts color = new ColorFacts("tv", "bt2020", transfer, "bt2020nc", null, null);
        Path source = source(
                ",format=yuv420p10le",
                "-c:v libx265 -preset ultrafast -x265-params keyint=48:log-level=error -color_range tv"
                        + " -color_primaries bt2020 -color_trc " + transfer + " -colorspace bt2020nc");
        VideoSettings settings = new VideoSettings(
                VideoCodec.HEVC, "ultrafast", 320, 176, 25.0, null, null, null, "yuv420p10le", 30, false);
        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60, changed(0, color, false, VideoTrack.Access.RANDOM))
                .rendition("main", settings));
        assertThat(TestingMedia.probe(
                        output(report),
                        "-show_entries",
                        "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries"))
                .containsExactly("yuv420p10le,tv,bt2020nc," + transfer + ",bt2020");
        assertThat(report.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void light_is_told_in_every_chunk_as_the_source_tells_it(VideoCodec codec) throws Exception {
        boolean eight = codec == VideoCodec.H264;
        VideoSettings settings = new VideoSettings(
                codec,
                codec == VideoCodec.AV1 ? "12" : "ultrafast",
                320,
                176,
                30.0,
                null,
                null,
                null,
                eight ? "yuv420p" : "yuv420p10le",
                30,
                false);
        ColorFacts color = new ColorFacts("tv", "bt2020", "smpte2084", "bt2020nc", MASTERING, "1013,407");
        MergeReport report = merged(new TestingJob(store, dir, source("", "-c:v libx264 -preset veryfast -g 48"))
                .video(30, changed(0, color, false, VideoTrack.Access.RANDOM))
                .rendition("main", settings));

        assertThat(report.checks())
                .filteredOn(c -> c.name().equals("hdr"))
                .singleElement()
                .satisfies(
                        c -> assertThat(c.detail()).startsWith("4 of 4 chunks").contains(MASTERING, "1013,407"));
    }

    @Test
    void a_chunk_that_lost_its_light_is_not_published() throws Exception {
        ColorFacts color = new ColorFacts(null, null, null, null, MASTERING, "1013,407");
        VideoSettings settings = TestingJob.x264(320, 176, 30);
        TestingJob job = new TestingJob(store, dir, source("", "-c:v libx264 -preset veryfast -g 48"))
                .video(30)
                .rendition("main", settings)
                .recolored(color);
        for (Chunk chunk : job.chunks().subList(0, 3)) {
            job.encode("chunk-main-%05d".formatted(chunk.index()), "main", chunk, chunk, settings);
        }

        TaskFailure failure = catchThrowableOfType(TaskFailure.class, job::merge);

        assertThat(failure.outcome()).isEqualTo(Outcome.VERIFY_FAILED);
        assertThat(failure).hasMessageContaining("hdr of main: 3 of 4 chunks");
    }

    @Test
    void full_range_is_kept() throws Exception {
        ColorFacts color = new ColorFacts("pc", null, null, null, null, null);
        Path source = source(",scale=out_range=pc", "-c:v libx264 -preset veryfast -g 48 -color_range pc");
        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60, changed(0, color, false, VideoTrack.Access.RANDOM))
                .rendition("main", TestingJob.x264(320, 176, 30)));
        assertThat(TestingMedia.probe(output(report), "-show_entries", "stream=color_range"))
                .containsExactly("pc");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void a_turned_picture_is_turned_once() throws Exception {
        Path flat = source("", "-c:v libx264 -preset veryfast -g 48");
        Path turned = dir.resolve("turned.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-display_rotation 90 -i",
                TestingMedia.word(flat.toString()),
                "-c copy",
                TestingMedia.word(turned.toString()));
        MergeReport report = merged(new TestingJob(store, dir, turned)
                .video(60, changed(270, ColorFacts.UNKNOWN, false, VideoTrack.Access.RANDOM))
                .rendition("main", TestingJob.x264(176, 320, 30)));
        assertThat(report.outputs().get(0).width()).isEqualTo(176);
        assertThat(TestingMedia.probe(output(report), "-show_entries", "stream_side_data=rotation"))
                .as("no second turn")
                .noneMatch(line -> line.contains("90"));
    }

    @Test
    void interlaced_pictures_are_compared_with_their_deinterlaced_ones() throws Exception {
        Path source = source(
                ",tinterlace=interleave_top,setfield=tff",
                "-c:v libx264 -preset veryfast -g 48 -flags +ilme+ildct -x264-params tff=1");
        VideoSettings settings =
                new VideoSettings(VideoCodec.H264, "veryfast", 320, 176, 23.0, null, null, null, "yuv420p", 30, true);
        TestingJob job = new TestingJob(store, dir, source)
                .video(30, changed(0, ColorFacts.UNKNOWN, true, VideoTrack.Access.RANDOM))
                .rendition("main", settings);
        assertThat(merged(job).outputs().get(0).frames()).isEqualTo(job.track().frames());
    }

    @Test
    void the_coarsest_quantizer_is_no_reason_to_accuse_a_chunk() throws Exception {
        VideoSettings coarse =
                new VideoSettings(VideoCodec.H264, "ultrafast", 160, 88, 51.0, null, null, null, "yuv420p", 30, false);
        MergeReport report = merged(new TestingJob(store, dir, source("", "-c:v libx264 -preset veryfast -g 48"))
                .video(60)
                .rendition("main", coarse));
        assertThat(report.outputs()).hasSize(1);
    }

    @Test
    void a_source_whose_frames_can_only_be_counted_is_one_chunk_compared_by_number() throws Exception {
        TestingJob job = new TestingJob(store, dir, source("", "-c:v libx264 -preset veryfast -g 48"))
                .video(1000, changed(0, ColorFacts.UNKNOWN, false, VideoTrack.Access.SEQUENTIAL))
                .rendition("main", TestingJob.x264(320, 176, 30));
        MergeReport report = merged(job);
        assertThat(report.checks())
                .filteredOn(c -> c.name().equals("pictures"))
                .singleElement()
                .satisfies(c -> assertThat(c.detail()).startsWith("5 pictures"));
        assertThat(TestingMedia.frameNumbers(output(report), dir))
                .isEqualTo(IntStream.range(0, 120).boxed().toList());
    }

    @Test
    void a_source_whose_frames_can_only_be_counted_is_compared_to_its_end() throws Exception {
        Path source = source("", "-c:v libx264 -preset veryfast -g 48 -t 10");
        Path other = dir.resolve("other.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-i",
                TestingMedia.word(source.toString()),
                "-vf",
                TestingMedia.word("drawbox=c=gray:t=fill:enable='gt(n,200)'"),
                "-c:v libx264 -preset veryfast -g 48",
                TestingMedia.word(other.toString()));
        VideoSettings settings = TestingJob.x264(320, 176, 30);
        TestingJob job = new TestingJob(store, dir, source)
                .video(1000, changed(0, ColorFacts.UNKNOWN, false, VideoTrack.Access.SEQUENTIAL))
                .rendition("main", settings)
                .encodeFrom(other, "chunk-main-00000", "main", 0, settings);

        assertThat(job.merge())
                .isInstanceOfSatisfying(TaskResult.Rejected.class, rejected -> assertThat(rejected.rejections())
                        .singleElement()
                        .satisfies(r -> assertThat(r.detail()).contains("is not the source's")));
    }
}
