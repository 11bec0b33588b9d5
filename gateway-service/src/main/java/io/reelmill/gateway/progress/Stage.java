package io.reelmill.gateway.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.jobs.Job;
import io.reelmill.gateway.jobs.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One stage that a job reached.
 *
 * @param state the state it entered
 * @param startedAt when
 * @param endedAt when the next one began; null for the stage it is in
 * @param seconds how long it took; null for the stage it is in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One stage that the job reached")
public record Stage(JobStatus state, Instant startedAt, Instant endedAt, Double seconds) {

    /** The stages that a job reached, in order; the last is the present one, unless encodes are being done again. */
    public static List<Stage> of(Job job) {
        Timeline times = job.timeline();
        List<Stage> stages = new ArrayList<>();
        boolean uploaded = times.queuedAt() == null || times.queuedAt().isAfter(times.createdAt());
        if (uploaded) {
            enter(stages, JobStatus.UPLOADING, times.createdAt());
        }
        enter(stages, JobStatus.QUEUED, times.queuedAt());
        enter(stages, JobStatus.PLANNING, times.startedAt());
        enter(stages, JobStatus.ENCODING, times.plannedAt());
        enter(stages, JobStatus.MERGING, times.mergingAt());
        if (job.status().terminal()) {
            enter(stages, job.status(), times.endedAt());
        }
        return List.copyOf(stages);
    }

    private static void enter(List<Stage> stages, JobStatus state, Instant at) {
        if (at == null) {
            return;
        }
        if (!stages.isEmpty()) {
            Stage last = stages.get(stages.size() - 1);
            double seconds = Duration.between(last.startedAt(), at).toMillis() / 1000.0;
            stages.set(stages.size() - 1, new Stage(last.state(), last.startedAt(), at, seconds));
        }
        stages.add(new Stage(state, at, null, null));
    }
}
