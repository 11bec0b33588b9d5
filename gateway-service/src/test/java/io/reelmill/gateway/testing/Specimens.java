package io.reelmill.gateway.testing;

import io.reelmill.common.job.JobStatus;
import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.spec.JobSpec;
import io.reelmill.common.spec.OutputSpec;
import io.reelmill.common.spec.Source;
import io.reelmill.gateway.jobs.Failure;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.JobState;
import io.reelmill.gateway.jobs.Lessons;
import io.reelmill.gateway.jobs.Scheduling;
import io.reelmill.gateway.jobs.Task;
import io.reelmill.gateway.jobs.TaskState;
import io.reelmill.gateway.jobs.Timeline;
import io.reelmill.gateway.profiles.Profiles;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Jobs as they may be found, made at once rather than lived through. */
public final class Specimens {

    public static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    public static final String ID = "019aaf00-0000-7000-8000-000000000001";

    private Specimens() {}

    /** A job of two renditions, {@code hd} and {@code sd}, in the given state with the given tasks. */
    public static Job job(JobState state, Timeline timeline, Task... tasks) {
        List<OutputSpec> outputs = List.of(output("hd"), output("sd"));
        Source source = Source.object("reelmill", "raw/" + ID + "/source", "My clip.mov");
        Map<String, Task> byId = new LinkedHashMap<>();
        Arrays.stream(tasks).forEach(task -> byId.put(task.id(), task));
        return new Job(
                ID,
                new JobSpec(source, null, outputs, 10, false),
                state,
                Scheduling.DEFAULT,
                Map.of(),
                null,
                byId,
                List.of(),
                timeline);
    }

    public static Job encoding(Task... tasks) {
        return job(new JobState.Encoding(), reached(JobStatus.ENCODING), tasks);
    }

    public static Job completed(OutputFile... files) {
        MergeReport report = new MergeReport(ID, List.of(files), List.of(), List.of());
        return job(new JobState.Completed(report), reached(JobStatus.COMPLETED));
    }

    public static Job failed(Failure failure) {
        return job(new JobState.Failed(failure), reached(JobStatus.FAILED));
    }

    /** A minute for each stage before the given one; an end comes after a merge. */
    public static Timeline reached(JobStatus state) {
        int stages = Math.min(state.ordinal(), JobStatus.COMPLETED.ordinal());
        return new Timeline(
                START, minute(1, stages), minute(2, stages), minute(3, stages), minute(4, stages), minute(5, stages));
    }

    private static Instant minute(int stage, int stages) {
        return stage <= stages ? START.plusSeconds(60L * stage) : null;
    }

    public static Task chunk(String rendition, int index, TaskState state, long frames, int attempt) {
        String id = "chunk-%s-%05d".formatted(rendition, index);
        TaskSpec spec =
                new TaskSpec(id, TaskKind.CHUNK, rendition, index, -1, null, frames, 1, 1 << 20, WorkQueue.SMALL);
        return new Task(spec, state, attempt, Map.of(), null, null, null, null, Lessons.NONE);
    }

    public static Task audio(int index, TaskState state) {
        TaskSpec spec =
                new TaskSpec("audio-" + index, TaskKind.AUDIO, null, -1, index, null, 0, 1, 1 << 20, WorkQueue.SMALL);
        return new Task(spec, state, 1, Map.of(), null, null, null, null, Lessons.NONE);
    }

    public static OutputFile file(String name) {
        return new OutputFile(
                name, "output/" + ID + "/" + name + ".mp4", "video/mp4", 1000, "ab12", 1280, 720, 240, 9.6, 1, 0);
    }

    private static OutputSpec output(String name) {
        return new OutputSpec(name, Profiles.BALANCED.video(), Profiles.BALANCED.audio());
    }
}
