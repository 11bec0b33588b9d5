package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.message.TaskEvent;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.messaging.worker.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged encode is named, alone, and nothing is published. */
class MergeDamageIT {

    private static final VideoSettings SETTINGS = TestingJob.x264(320, 176, 30);

    @TempDir
    Path dir;

    private TestingObjectStore store;
    private TestingJob job;

    @BeforeEach
    void encodeFourChunks() throws Exception {
        store = new TestingObjectStore(Files.createDirectory(dir.resolve("store")));
        Path source = dir.resolve("source.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.picture("30"),
                "-t 8 -c:v libx264 -preset veryfast -g 48",
                TestingMedia.word(source.toString()));
        job = new TestingJob(store, dir, source).video(60).rendition("main", SETTINGS);
    }

    private static String task(int chunk) {
        return "chunk-main-%05d".formatted(chunk);
    }

    private List<TaskEvent.Rejection> rejections() throws Exception {
        TaskResult result = job.merge();
        assertThat(store.list("output/")).as("nothing is published").isEmpty();
        assertThat(result).isInstanceOf(TaskResult.Rejected.class);
        return ((TaskResult.Rejected) result).rejections();
    }

    private void assertRejected(String detail, int... chunks) throws Exception {
        List<TaskEvent.Rejection> rejections = rejections();
        assertThat(rejections)
                .extracting(TaskEvent.Rejection::taskId)
                .containsExactly(
                        Arrays.stream(chunks).mapToObj(MergeDamageIT::task).toArray(String[]::new));
        assertThat(rejections)
                .allSatisfy(r -> assertThat(r.detail()).contains(detail))
                .allSatisfy(r -> assertThat(r.attempt()).isEqualTo(1));
    }

    /** The encode of one range of the source, at the timestamps of another. */
    private void wrongContent(int slot, int content) {
        long shift =
                job.chunks().get(slot).startPts() - job.chunks().get(content).startPts();
        Path file = dir.resolve("wrong-" + slot + ".mp4");
        long start = job.chunks().get(content).startPts();
        recipe(
                file,
                "trim=start_pts=%d:end_pts=%d,setpts=PTS+%d"
                        .formatted(start, job.chunks().get(content).endPts(), shift),
                store.path(ObjectKeys.source(TestingJob.JOB)));
        job.store(task(slot), ObjectKeys.chunk(TestingJob.JOB, "main", "%05d".formatted(slot), 1), file);
    }

    /** Encodes in the manner of the workers, whatever the filters show. */
    private void recipe(Path file, String filters, Path input) {
        TestingMedia.ffmpeg(
                dir,
                "-copyts -i",
                TestingMedia.word(input.toString()),
                "-map 0:v:0 -vf",
                TestingMedia.word(filters + ",format=yuv420p"),
                "-fps_mode passthrough -enc_time_base 1:15360 -c:v libx264 -preset veryfast -crf 23 -g 30",
                "-x264-params keyint=30:min-keyint=30:scenecut=0:open-gop=0:stitchable=1 -flags +cgop",
                "-movflags +frag_keyframe+empty_moov+default_base_moof+negative_cts_offsets+frag_discont",
                "-map_metadata -1 -avoid_negative_ts disabled -video_track_timescale 15360 -f mp4",
                TestingMedia.word(file.toString()));
    }

    private Path stored(int chunk) {
        return store.path(job.output(task(chunk)).key());
    }

    @Test
    void two_chunks_that_show_each_others_pictures() throws Exception {
        wrongContent(1, 2);
        wrongContent(2, 1);
        assertRejected("is not the source's", 1, 2);
    }

    @Test
    void two_objects_stored_under_each_others_names() throws Exception {
        TaskOutput one = job.output(task(1));
        TaskOutput two = job.output(task(2));
        job.replace(new TaskOutput(task(1), 1, two.key(), two.bytes(), two.frames(), two.initSha256()));
        job.replace(new TaskOutput(task(2), 1, one.key(), one.bytes(), one.frames(), one.initSha256()));
        assertRejected("starts at", 1, 2);
    }

    @Test
    void a_chunk_of_gray_frames() throws Exception {
        Path file = dir.resolve("gray.mp4");
        recipe(
                file,
                "trim=start_pts=%d:end_pts=%d,geq=lum=128:cb=128:cr=128"
                        .formatted(
                                job.chunks().get(2).startPts(),
                                job.chunks().get(2).endPts()),
                store.path(ObjectKeys.source(TestingJob.JOB)));
        job.store(task(2), ObjectKeys.chunk(TestingJob.JOB, "main", "00002", 1), file);
        assertRejected("is not the source's", 2);
    }

    @Test
    void a_chunk_whose_object_was_cut_short() throws Exception {
        byte[] bytes = Files.readAllBytes(stored(3));
        Files.write(stored(3), Arrays.copyOf(bytes, bytes.length - 1000));
        assertRejected("bytes instead of", 3);
    }

    @Test
    void a_chunk_that_its_worker_itself_cut_short() throws Exception {
        byte[] bytes = Files.readAllBytes(stored(3));
        Files.write(stored(3), Arrays.copyOf(bytes, bytes.length / 2));
        TaskOutput was = job.output(task(3));
        job.replace(new TaskOutput(task(3), 1, was.key(), bytes.length / 2, was.frames(), was.initSha256()));
        assertRejected("is damaged", 3);
    }

    @Test
    void a_chunk_with_a_frame_missing() throws Exception {
        Chunk whole = job.chunks().get(1);
        Chunk less = new Chunk(1, whole.firstFrame(), 59, whole.startPts(), whole.endPts() - 512, whole.seekPts());
        job.encode(task(1), "main", whole, less, SETTINGS);
        assertRejected("holds 59 frames instead of 60", 1);
    }

    @Test
    void frames_that_a_truncated_source_lacks_are_a_warning_where_the_caller_allows_it() throws Exception {
        Chunk whole = job.chunks().get(3);
        Chunk less =
                new Chunk(3, whole.firstFrame(), 20, whole.startPts(), whole.startPts() + 20 * 512, whole.seekPts());
        job.allowPartial().encode(task(3), "main", whole, less, SETTINGS);
        TaskResult result = job.merge();
        assertThat(result).isInstanceOf(TaskResult.Merged.class);
        assertThat(((TaskResult.Merged) result).report().warnings())
                .containsExactly(
                        "The rendition main shows 200 of 240 frames: the source does not decode to more in chunk 3, frames 180–239.");
    }

    @Test
    void a_chunk_of_another_size_of_picture() throws Exception {
        job.encode(task(2), "main", job.chunks().get(2), job.chunks().get(2), TestingJob.x264(160, 88, 30));
        assertRejected("has another initialization", 2);
    }

    @Test
    void a_chunk_by_another_profile_of_the_encoder() throws Exception {
        VideoSettings other = new VideoSettings(
                SETTINGS.codec(), "ultrafast", 320, 176, 23.0, null, null, null, "yuv420p", 30, false);
        job.encode(task(0), "main", job.chunks().get(0), job.chunks().get(0), other);
        assertRejected("has another initialization", 0);
    }

    @Test
    void a_chunk_that_is_gone() throws Exception {
        Files.delete(stored(1));
        assertRejected("is missing", 1);
    }

    @Test
    void a_chunk_of_random_bytes() throws Exception {
        byte[] noise = new byte[(int) job.output(task(1)).bytes()];
        new java.util.Random(7).nextBytes(noise);
        Files.write(stored(1), noise);
        assertRejected("is damaged", 1);
    }

    @Test
    void a_chunk_whose_frames_do_not_decode() throws Exception {
        byte[] bytes = Files.readAllBytes(stored(2));
        int mdat = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("mdat");
        for (int i = mdat + 2500; i < mdat + 4500; i++) {
            bytes[i] ^= 0x5a;
        }
        Files.write(stored(2), bytes);
        assertRejected("does not decode", 2);
    }

    @Test
    void an_audio_track_that_is_cut_short() throws Exception {
        Path source = dir.resolve("with-sound.mp4");
        TestingMedia.ffmpeg(dir, "-f lavfi -i sine=f=440:r=48000:d=3 -c:a aac", TestingMedia.word(source.toString()));
        TestingJob sound = new TestingJob(store, dir, source)
                .audio(0, null, null, new Rational(0, 1), 1)
                .renditionOf("sound", null);
        TaskOutput was = sound.output("audio-0");
        sound.replace(new TaskOutput("audio-0", 1, was.key(), was.bytes(), was.frames() + 48_000, null));
        job = sound;
        assertThat(rejections()).extracting(TaskEvent.Rejection::taskId).containsExactly("audio-0");
    }

    @Test
    void everything_that_is_wrong_is_found_in_one_pass() throws Exception {
        Files.delete(stored(0));
        wrongContent(2, 1);
        List<TaskEvent.Rejection> rejections = rejections();
        assertThat(rejections).extracting(TaskEvent.Rejection::taskId).containsExactly(task(0), task(2));
    }
}
