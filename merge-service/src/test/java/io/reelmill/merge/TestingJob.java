package io.reelmill.merge;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.media.command.EncodeAudioCommand;
import io.reelmill.media.command.EncodeChunkCommand;
import io.reelmill.media.fmp4.FragmentedMp4;
import io.reelmill.media.memory.GuardThresholds;
import io.reelmill.media.memory.MemoryGuard;
import io.reelmill.media.probe.FrameIndex;
import io.reelmill.media.run.RunResult;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskLimits;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A job up to its merge: plans a source as the chunker would and encodes it as the workers do. */
final class TestingJob {

    static final String JOB = "job";
    private static final String ORIGINAL = "raw/job/original";

    private final String jobId;
    private final ObjectStore store;
    private final Path dir;
    private final Path source;
    private final List<AudioTrack> audio = new ArrayList<>();
    private final List<SubtitleTrack> subtitles = new ArrayList<>();
    private final List<RenditionPlan> renditions = new ArrayList<>();
    private final List<TaskSpec> tasks = new ArrayList<>();
    private final List<TaskOutput> outputs = new ArrayList<>();
    private final List<Chunk> chunks = new ArrayList<>();
    private VideoTrack video;
    private int chapters;
    private String title;
    private boolean allowPartial;
    private boolean lean;
    private Path original;
    private Rational originalStart;

    TestingJob(ObjectStore store, Path dir, Path source) {
        this(JOB, store, dir, source);
    }

    TestingJob(String jobId, ObjectStore store, Path dir, Path source) {
        this.jobId = jobId;
        this.store = store;
        this.dir = dir;
        this.source = source;
        store.upload(ObjectKeys.source(jobId), source, "application/octet-stream");
    }

    /** Reads the picture's packets and cuts it into chunks of so many frames. */
    TestingJob video(int framesPerChunk) {
        return video(framesPerChunk, v -> v);
    }

    TestingJob video(int framesPerChunk, UnaryOperator<VideoTrack> change) {
        List<String[]> packets =
                TestingMedia.probe(source, "-select_streams", "v:0", "-show_entries", "packet=pts,duration,flags")
                        .stream()
                        .map(l -> l.split(","))
                        .filter(p -> !p[2].contains("D"))
                        .toList();
        long[] pts =
                packets.stream().mapToLong(p -> Long.parseLong(p[0])).sorted().toArray();
        long[] keys = packets.stream()
                .filter(p -> p[2].startsWith("K"))
                .mapToLong(p -> Long.parseLong(p[0]))
                .sorted()
                .toArray();
        String[] stream = TestingMedia.probe(
                        source,
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=index,codec_name,width,height,pix_fmt,r_frame_rate,time_base")
                .get(0)
                .split(",");
        long last = pts[pts.length - 1]
                + (pts.length > 1
                        ? (pts[pts.length - 1] - pts[0]) / (pts.length - 1)
                        : Long.parseLong(packets.get(0)[1]));
        video = change.apply(new VideoTrack(
                Integer.parseInt(stream[0]),
                stream[1],
                Integer.parseInt(stream[2]),
                Integer.parseInt(stream[3]),
                0,
                new Rational(1, 1),
                stream[4],
                8,
                ColorFacts.UNKNOWN,
                false,
                Rational.parse(stream[6]),
                Rational.parse(stream[5]),
                false,
                pts.length,
                pts[0],
                last,
                0,
                VideoTrack.Access.RANDOM));
        FrameIndex index = new FrameIndex(pts, keys, video.endPts()).withWholeKeyframes();
        for (int from = 0; from < pts.length; from += framesPerChunk) {
            int to = Math.min(pts.length, from + framesPerChunk);
            long end = to == pts.length ? video.endPts() : pts[to];
            chunks.add(new Chunk(chunks.size(), from, to - from, pts[from], end, index.seek(pts[from])));
        }
        return this;
    }

    static VideoTrack endingAt(VideoTrack v, long endPts) {
        return new VideoTrack(
                v.index(),
                v.codec(),
                v.width(),
                v.height(),
                v.rotation(),
                v.sampleAspectRatio(),
                v.pixelFormat(),
                v.bitDepth(),
                v.color(),
                v.interlaced(),
                v.timeBase(),
                v.frameRate(),
                true,
                v.frames(),
                v.firstPts(),
                endPts,
                v.x264Build(),
                v.access());
    }

    /** What planning says about color from now on. */
    TestingJob recolored(ColorFacts color) {
        video = new VideoTrack(
                video.index(),
                video.codec(),
                video.width(),
                video.height(),
                video.rotation(),
                video.sampleAspectRatio(),
                video.pixelFormat(),
                video.bitDepth(),
                color,
                video.interlaced(),
                video.timeBase(),
                video.frameRate(),
                video.variableFrameRate(),
                video.frames(),
                video.firstPts(),
                video.endPts(),
                video.x264Build(),
                video.access());
        return this;
    }

    static VideoSettings x264(int width, int height, int gop) {
        return new VideoSettings(
                VideoCodec.H264, "veryfast", width, height, 23.0, null, null, null, "yuv420p", gop, false);
    }

    /** Adds a rendition of the picture, with all audio added so far, and encodes it. */
    TestingJob rendition(String name, VideoSettings settings) {
        for (Chunk chunk : chunks) {
            String id = "chunk-%s-%05d".formatted(name, chunk.index());
            tasks.add(new TaskSpec(
                    id, TaskKind.CHUNK, name, chunk.index(), -1, null, chunk.frames(), 1, 1, WorkQueue.STANDARD));
            encode(id, name, chunk, chunk, settings);
        }
        return renditionOf(name, settings);
    }

    TestingJob renditionOf(String name, VideoSettings settings) {
        List<String> sounds = tasks.stream()
                .filter(t -> t.kind() == TaskKind.AUDIO)
                .map(TaskSpec::id)
                .toList();
        renditions.add(new RenditionPlan(name, settings, sounds));
        return this;
    }

    /** Stores for a task what another range, or other settings, give. */
    TestingJob encode(String taskId, String rendition, Chunk slot, Chunk content, VideoSettings settings) {
        return encode(source, taskId, rendition, slot, content, settings);
    }

    /** Stores for a task what its range of another film gives. */
    TestingJob encodeFrom(Path film, String taskId, String rendition, int chunk, VideoSettings settings) {
        return encode(film, taskId, rendition, chunks.get(chunk), chunks.get(chunk), settings);
    }

    private TestingJob encode(
            Path film, String taskId, String rendition, Chunk slot, Chunk content, VideoSettings settings) {
        Path file = dir.resolve(taskId + ".mp4");
        RunResult run = TestingMedia.run(
                dir,
                new EncodeChunkCommand(film.toString(), video, content, settings, 1, content.seekPts() == null)
                        .arguments(file));
        store(taskId, ObjectKeys.chunk(jobId, rendition, slot.name(), 1), file, run.decodeErrors());
        return this;
    }

    /** Stores a file as the result of a chunk's task, counted as a worker counts. */
    void store(String taskId, String key, Path file) {
        store(taskId, key, file, 0);
    }

    private void store(String taskId, String key, Path file, long decodeErrors) {
        try {
            FragmentedMp4 counted = FragmentedMp4.read(file);
            store.upload(key, file, "video/mp4");
            outputs.removeIf(o -> o.taskId().equals(taskId));
            outputs.add(new TaskOutput(
                    taskId, 1, key, Files.size(file), counted.frames(), counted.initializationSha256(), decodeErrors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void replace(TaskOutput output) {
        outputs.removeIf(o -> o.taskId().equals(output.taskId()));
        outputs.add(output);
    }

    /** Encodes an audio track of the source, whole. */
    TestingJob audio(int index, String language, String title, Rational offset, int channels) {
        String layout = channels == 6 ? "5.1" : channels == 2 ? "stereo" : "mono";
        AudioTrack track =
                new AudioTrack(index, "aac", channels, layout, 48000, language, title, audio.isEmpty(), offset, 0);
        AudioSettings settings = new AudioSettings(64_000L * channels, channels, layout, 48000);
        String id = "audio-" + audio.size();
        tasks.add(new TaskSpec(id, TaskKind.AUDIO, null, -1, audio.size(), settings, 0, 1, 1, WorkQueue.SMALL));
        audio.add(track);
        Path file = dir.resolve(id + ".mp4");
        TestingMedia.run(dir, new EncodeAudioCommand(source.toString(), track, settings, 1).arguments(file));
        String key = ObjectKeys.audio(jobId, id, 1);
        store.upload(key, file, "audio/mp4");
        long samples = Long.parseLong(
                TestingMedia.probe(file, "-show_entries", "stream=duration_ts").get(0));
        outputs.add(new TaskOutput(id, 1, key, file.toFile().length(), samples, null));
        return this;
    }

    TestingJob subtitle(int index, String language) {
        subtitles.add(new SubtitleTrack(index, "subrip", language, null, false, false));
        return this;
    }

    TestingJob metadata(int chapterCount, String titleOfSource) {
        chapters = chapterCount;
        title = titleOfSource;
        return this;
    }

    /** Pictures were read from a copy of this file, whose first one is shown at the given time. */
    TestingJob copiedFrom(Path film, Rational start) {
        original = film;
        originalStart = start;
        store.upload(ORIGINAL, film, "application/octet-stream");
        return this;
    }

    TestingJob allowPartial() {
        allowPartial = true;
        return this;
    }

    TestingJob lean() {
        lean = true;
        return this;
    }

    VideoTrack track() {
        return video;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    TaskOutput output(String taskId) {
        return outputs.stream()
                .filter(o -> o.taskId().equals(taskId))
                .findFirst()
                .orElseThrow();
    }

    WorkItem item() {
        SourceFacts facts =
                new SourceFacts("mov,mp4", source.toFile().length(), video, audio, subtitles, chapters, title, start());
        JobPlan plan = new JobPlan(
                store.ref(original == null ? ObjectKeys.source(jobId) : ORIGINAL),
                store.ref(ObjectKeys.source(jobId)),
                facts,
                renditions,
                chunks,
                tasks,
                0,
                List.of());
        TaskWork.Merge work = new TaskWork.Merge(plan, "clip.mp4", allowPartial, outputs, lean);
        return new WorkItem(WorkItem.SCHEMA, jobId, "merge", 1, WorkQueue.MERGE, 0, work);
    }

    private Rational start() {
        if (original != null) {
            return originalStart;
        }
        return video == null ? null : video.timeBase().times(video.firstPts());
    }

    static MergeParts parts(ObjectStore store) {
        MemoryGuard guard = new MemoryGuard(0, GuardThresholds.DEFAULT, Duration.ofMillis(500));
        return new MergeParts(store, TestingMedia.TOOLS, guard, 2, 1L << 40, Duration.ofMinutes(2));
    }

    TaskContext context() {
        return context(Duration.ofMinutes(5));
    }

    TaskContext context(Duration limit) {
        try {
            return TaskContext.detached(
                    item(), Files.createTempDirectory(dir, "scratch"), new TaskLimits(limit, limit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another attempt, after one that was cut off. */
    TaskResult mergeAgain() throws Exception {
        WorkItem first = item();
        WorkItem second = new WorkItem(
                first.schema(), first.jobId(), first.taskId(), 2, first.queue(), 0, first.work(), List.of(1));
        Duration limit = Duration.ofMinutes(5);
        return new MergeRunner(parts(store))
                .run(TaskContext.detached(
                        second, Files.createTempDirectory(dir, "scratch"), new TaskLimits(limit, limit)));
    }

    TaskResult merge() throws Exception {
        return new MergeRunner(parts(store)).run(context());
    }
}
