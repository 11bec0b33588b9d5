package io.reelmill.gateway.jobs;

import io.reelmill.common.ObjectKeys;
import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.common.spec.VideoCodec;
import io.reelmill.common.spec.VideoSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Specs, plans and reports as a chunker and a merger would make them for a 25 frames per second 1080p source. */
public final class TestingPlans {

    static final int CHUNK_FRAMES = 240;
    private static final int GOP = 48;

    private TestingPlans() {}

    public static JobSpec spec() {
        VideoSpec video =
                new VideoSpec(VideoCodec.H264, "medium", null, false, 23.0, null, null, VideoSpec.Deinterlace.AUTO);
        AudioSpec audio = new AudioSpec(128_000, AudioSpec.Channels.STEREO);
        return new JobSpec(
                Source.object("reelmill", "raw/j/source", "clip.mp4"),
                "balanced",
                List.of(new OutputSpec("1080p", video, audio)),
                10,
                false);
    }

    /** The same of a source that Reelmill stored for the job. */
    public static JobSpec spec(String jobId) {
        JobSpec spec = spec();
        Source own = Source.object("reelmill", ObjectKeys.source(jobId), "clip.mp4");
        return new JobSpec(own, spec.profile(), spec.outputs(), spec.chunkSeconds(), spec.allowPartial());
    }

    /** One rendition of so many chunks, and so many audio tracks. */
    public static JobPlan plan(int chunks, int audioTracks) {
        return plan(chunks, audioTracks, WorkQueue.STANDARD);
    }

    public static JobPlan plan(int chunks, int audioTracks, WorkQueue queue) {
        List<TaskSpec> tasks = new ArrayList<>();
        IntStream.range(0, chunks).forEach(i -> tasks.add(chunkTask(i, queue)));
        IntStream.range(0, audioTracks).forEach(i -> tasks.add(audioTask(i, queue)));
        VideoSettings settings =
                new VideoSettings(VideoCodec.H264, "medium", 1920, 1080, 23.0, null, null, null, "yuv420p", 48, false);
        List<String> audio =
                IntStream.range(0, audioTracks).mapToObj(i -> "audio-" + i).toList();
        return new JobPlan(
                new ObjectRef("reelmill", "raw/j/source"),
                new ObjectRef("reelmill", "raw/j/source"),
                facts(chunks, audioTracks),
                List.of(new RenditionPlan("1080p", chunks == 0 ? null : settings, audio)),
                IntStream.range(0, chunks).mapToObj(TestingPlans::chunk).toList(),
                tasks,
                4711,
                List.of("one subtitle track cannot be kept"));
    }

    /** The same plan as a chunker makes it: chunks with a prediction and a key, and no queues. */
    public static JobPlan predicted(JobPlan plan, long bytes, String key) {
        return plan.withTasks(plan.tasks().stream()
                .map(task -> new TaskSpec(
                        task.id(),
                        task.kind(),
                        task.rendition(),
                        task.chunk(),
                        task.audio(),
                        task.audioSettings(),
                        task.frames(),
                        task.cost(),
                        task.kind() == TaskKind.CHUNK ? bytes : task.predictedBytes(),
                        null,
                        task.kind() == TaskKind.CHUNK ? key : null,
                        MemoryBasis.TABLE,
                        null))
                .toList());
    }

    public static String chunkId(int index) {
        return "chunk-1080p-%05d".formatted(index);
    }

    public static MergeReport report(String jobId) {
        return new MergeReport(jobId, List.of(), List.of(), List.of("the sound is two frames longer than the picture"));
    }

    private static SourceFacts facts(int chunks, int audioTracks) {
        VideoTrack video = new VideoTrack(
                0,
                "h264",
                1920,
                1080,
                0,
                new Rational(1, 1),
                "yuv420p",
                8,
                ColorFacts.UNKNOWN,
                false,
                new Rational(1, 25),
                new Rational(25, 1),
                false,
                (long) chunks * CHUNK_FRAMES,
                0,
                (long) chunks * CHUNK_FRAMES,
                0,
                VideoTrack.Access.RANDOM);
        List<AudioTrack> audio = IntStream.range(0, audioTracks)
                .mapToObj(i -> new AudioTrack(i + 1, "aac", 2, "stereo", 48_000, "eng", null, i == 0, null, 60))
                .toList();
        return new SourceFacts("mov", 1_000_000, chunks == 0 ? null : video, audio, List.of(), 0, null, null);
    }

    private static Chunk chunk(int index) {
        long first = (long) index * CHUNK_FRAMES;
        List<Chunk.Cut> cuts = IntStream.range(1, CHUNK_FRAMES / GOP)
                .mapToObj(gop -> first + (long) gop * GOP)
                .map(frame -> new Chunk.Cut(frame, frame, frame - 12))
                .toList();
        return new Chunk(index, first, CHUNK_FRAMES, first, first + CHUNK_FRAMES, index == 0 ? null : first - 12)
                .withCuts(cuts);
    }

    private static TaskSpec chunkTask(int index, WorkQueue queue) {
        return new TaskSpec(
                chunkId(index), TaskKind.CHUNK, "1080p", index, -1, null, CHUNK_FRAMES, 500 - index, 400 << 20, queue);
    }

    private static TaskSpec audioTask(int index, WorkQueue queue) {
        AudioSettings settings = new AudioSettings(128_000, 2, "stereo", 48_000);
        return new TaskSpec("audio-" + index, TaskKind.AUDIO, null, -1, index, settings, 0, 20, 64 << 20, queue);
    }
}
