package io.reelmill.gateway.progress;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a job is. Frames of finished chunks come from the store; of running ones from what workers told Redis, so that
 * losing Redis takes back no more than the running chunks.
 *
 * @param percent share of all frames that are encoded, below 100 until the job has completed; of audio tracks when there
 *     is no picture
 * @param framesDone frames encoded, over all renditions
 * @param framesTotal frames to encode, over all renditions; 0 until planned
 * @param renditions the same per rendition, in the order of the request; empty until planned
 * @param audio audio tracks
 * @param retries attempts that came to nothing and were made again, over all tasks
 */
public record Progress(
        double percent,
        long framesDone,
        long framesTotal,
        List<RenditionProgress> renditions,
        AudioProgress audio,
        int retries) {

    /** All frames encoded is not all: they are still to be joined and verified. */
    private static final double MOST_WHILE_UNFINISHED = 99;

    /** One rendition's share. */
    @Schema(description = "How far one rendition is")
    public record RenditionProgress(
            String name, int chunksTotal, int chunksDone, int chunksRunning, long framesDone, long framesTotal) {}

    /** Audio tracks, each encoded whole. */
    @Schema(description = "Audio tracks, each encoded whole")
    public record AudioProgress(int total, int done) {}

    /**
     * The progress of a job.
     *
     * @param live frames per task of what runs, from Redis; may lack anything
     */
    public static Progress of(Job job, Map<String, Long> live) {
        Map<String, List<Task>> chunks = job.tasks().values().stream()
                .filter(task -> task.kind() == TaskKind.CHUNK && task.encode())
                .collect(Collectors.groupingBy(task -> task.spec().rendition()));
        List<RenditionProgress> renditions = job.spec().outputs().stream()
                .map(OutputSpec::name)
                .filter(chunks::containsKey)
                .map(name -> rendition(name, chunks.get(name), live))
                .toList();
        long done = renditions.stream().mapToLong(RenditionProgress::framesDone).sum();
        long total =
                renditions.stream().mapToLong(RenditionProgress::framesTotal).sum();
        AudioProgress audio = audio(job);
        double share =
                total > 0 ? (double) done / total : audio.total() > 0 ? (double) audio.done() / audio.total() : 0;
        return new Progress(percent(job.status(), share), done, total, renditions, audio, retries(job));
    }

    private static double percent(JobStatus status, double share) {
        double tenths = Math.floor(share * 1000) / 10;
        return status == JobStatus.COMPLETED ? 100 : Math.min(MOST_WHILE_UNFINISHED, tenths);
    }

    private static RenditionProgress rendition(String name, List<Task> chunks, Map<String, Long> live) {
        return new RenditionProgress(
                name,
                chunks.size(),
                (int) chunks.stream().filter(c -> c.state() == TaskState.DONE).count(),
                (int) chunks.stream()
                        .filter(c -> c.state() == TaskState.RUNNING)
                        .count(),
                chunks.stream().mapToLong(c -> frames(c, live)).sum(),
                chunks.stream().mapToLong(c -> c.spec().frames()).sum());
    }

    /** A chunk that does not run has no live frames: what Redis holds is of an attempt that came to nothing. */
    private static long frames(Task chunk, Map<String, Long> live) {
        return switch (chunk.state()) {
            case DONE -> chunk.spec().frames();
            case RUNNING ->
                Math.max(
                        0,
                        Math.min(live.getOrDefault(chunk.id(), 0L), chunk.spec().frames()));
            default -> 0;
        };
    }

    private static AudioProgress audio(Job job) {
        List<Task> tracks = kind(job, TaskKind.AUDIO).toList();
        return new AudioProgress(tracks.size(), (int)
                tracks.stream().filter(t -> t.state() == TaskState.DONE).count());
    }

    /** Not the numbers of attempts: a record that is taken back, as when a job is suspended, uses up a number too. */
    private static int retries(Job job) {
        return job.tasks().values().stream().mapToInt(Progress::retries).sum();
    }

    private static int retries(Task task) {
        int spent = task.spent().values().stream().mapToInt(Integer::intValue).sum();
        return switch (task.state()) {
            // What ended the job was not tried again.
            case FAILED -> spent - 1;
            // Counted by both of its parts as well.
            case SPLIT -> -spent;
            default -> spent;
        };
    }

    private static Stream<Task> kind(Job job, TaskKind kind) {
        return job.tasks().values().stream().filter(Objects::nonNull).filter(task -> task.kind() == kind);
    }
}
