package io.reelmill.chunker.plan;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.memory.MemoryPrediction;
import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.OutputSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what was found and what was asked for into a plan. */
public final class JobPlanner {

    /** Work of one second of sound relative to one megapixel of x264 medium. */
    private static final double AUDIO_COST_PER_SECOND = 1;

    private final JobSpec spec;
    private final Inspection found;
    private final MemoryPlanner memory;
    private final Map<AudioKey, TaskSpec> audioTasks = new LinkedHashMap<>();
    private final List<TaskSpec> chunkTasks = new ArrayList<>();
    private final List<String> warnings;

    private record AudioKey(int track, AudioSettings settings) {}

    private JobPlanner(JobSpec spec, Inspection found, MemoryPlanner memory) {
        this.spec = spec;
        this.found = found;
        this.memory = memory;
        this.warnings = new ArrayList<>(found.warnings());
    }

    /** The plan of one job. */
    public static JobPlan plan(JobSpec spec, Inspection found, ChunkBounds bounds, MemoryPlanner memory) {
        return new JobPlanner(spec, found, memory).plan(bounds);
    }

    private JobPlan plan(ChunkBounds bounds) {
        VideoTrack video = found.facts().video();
        List<Chunk> chunks = video == null ? List.of() : chunks(video, bounds);
        List<RenditionPlan> renditions = new ArrayList<>();
        for (OutputSpec output : spec.outputs()) {
            renditions.add(rendition(output, video, chunks));
        }
        List<TaskSpec> tasks = new ArrayList<>(chunkTasks);
        tasks.addAll(audioTasks.values());
        tasks.sort(Comparator.comparingDouble(TaskSpec::cost).reversed());
        return new JobPlan(
                found.source(), found.media(), found.facts(), renditions, chunks, tasks, found.bytesRead(), warnings);
    }

    private List<Chunk> chunks(VideoTrack video, ChunkBounds bounds) {
        return video.access() == Access.SEQUENTIAL
                ? ChunkPlanner.whole(found.index())
                : ChunkPlanner.plan(found.index(), RenditionPlanner.gop(video.frameRate()), video.frameRate(), bounds);
    }

    private RenditionPlan rendition(OutputSpec output, VideoTrack video, List<Chunk> chunks) {
        VideoSettings settings = video == null || output.video() == null
                ? null
                : RenditionPlanner.plan(output.video(), video).keepingCap(shortest(chunks, video));
        if (settings != null) {
            warnings.addAll(RenditionWarnings.of(output, settings, video, found.captions()));
            addChunkTasks(output.name(), settings, video, chunks);
        }
        List<String> audio = new ArrayList<>();
        List<AudioTrack> tracks =
                output.audio() == null ? List.of() : found.facts().audio();
        for (int i = 0; i < tracks.size(); i++) {
            audio.add(audioTask(i, AudioPlanner.plan(output.audio(), tracks.get(i)))
                    .id());
        }
        return new RenditionPlan(output.name(), settings, audio);
    }

    /** Seconds of the shortest chunk but the last, which no other follows. */
    private static double shortest(List<Chunk> chunks, VideoTrack video) {
        return chunks.stream()
                .limit(chunks.size() - 1)
                .mapToDouble(chunk -> video.timeBase()
                        .times(chunk.endPts() - chunk.startPts())
                        .toDouble())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private void addChunkTasks(String rendition, VideoSettings settings, VideoTrack video, List<Chunk> chunks) {
        MemoryPlanner.Need need = memory.chunk(settings, video);
        for (Chunk chunk : chunks) {
            chunkTasks.add(new TaskSpec(
                    "chunk-%s-%05d".formatted(rendition, chunk.index()),
                    TaskKind.CHUNK,
                    rendition,
                    chunk.index(),
                    -1,
                    null,
                    chunk.frames(),
                    EncodeCost.of(settings, chunk.frames()),
                    need.predicted().bytes(),
                    null,
                    need.key(),
                    need.predicted().basis(),
                    null));
        }
    }

    private TaskSpec audioTask(int track, AudioSettings settings) {
        MemoryPrediction need = memory.audio();
        return audioTasks.computeIfAbsent(
                new AudioKey(track, settings),
                key -> new TaskSpec(
                        "audio-" + audioTasks.size(),
                        TaskKind.AUDIO,
                        null,
                        -1,
                        track,
                        settings,
                        0,
                        AUDIO_COST_PER_SECOND * seconds(found.facts().audio().get(track)),
                        need.bytes(),
                        null,
                        null,
                        need.basis(),
                        null));
    }

    private double seconds(AudioTrack track) {
        VideoTrack video = found.facts().video();
        return track.durationSeconds() > 0 || video == null ? track.durationSeconds() : video.durationSeconds();
    }
}
