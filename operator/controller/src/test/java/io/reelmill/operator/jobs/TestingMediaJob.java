package io.reelmill.operator.jobs;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.gateway.GatewayJob;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** MediaJobs as YAML, and their jobs. */
final class TestingMediaJob {

    static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    private TestingMediaJob() {}

    static MediaJob of(String spec) {
        MediaJob job = Serialization.unmarshal(
                """
                metadata: {name: film, namespace: media, uid: u1, generation: 2,
                  creationTimestamp: "2026-11-28T09:00:00Z"}
                spec:
                  source: {s3: {bucket: inbox, key: a/film.mkv}}
                """
                        + spec.indent(2),
                MediaJob.class);
        return job;
    }

    static MediaJob with(MediaJob job, MediaJobStatus status) {
        job.setStatus(status);
        return job;
    }

    static GatewayJob job(JobStatus state) {
        boolean planned = state.compareTo(JobStatus.ENCODING) >= 0;
        return new GatewayJob(
                "j1",
                state,
                false,
                0,
                Map.of(),
                state == JobStatus.COMPLETED ? 100 : 42.5,
                102,
                planned ? List.of(new GatewayJob.Rendition("720p", 6, 2)) : List.of(),
                state == JobStatus.FAILED
                        ? new GatewayJob.Failure(FailureCode.NOT_MEDIA, "it is a text.", "Send a film.")
                        : null,
                NOW.minusSeconds(60),
                NOW.minusSeconds(50),
                state.terminal() ? NOW : null,
                null,
                state == JobStatus.COMPLETED
                        ? List.of(new GatewayJob.Output("720p", 1000, "ab12", "s3://media/output/j1/720p.mp4"))
                        : List.of());
    }

    static GatewayJob suspended(GatewayJob job, boolean suspended, int priority, Instant deadline) {
        return new GatewayJob(
                job.id(),
                job.state(),
                suspended,
                priority,
                job.labels(),
                job.percent(),
                job.framesDone(),
                job.renditions(),
                job.failure(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                deadline,
                job.outputs());
    }
}
