package io.reelmill.operator.gateway;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A job as the gateway shows it.
 *
 * @param id its id
 * @param state where it stands
 * @param suspended whether new work is held back
 * @param priority higher first
 * @param labels marks that it was given
 * @param percent percent of its frames that are done
 * @param framesDone frames that are encoded, over all renditions
 * @param renditions chunks of each rendition; empty until planned
 * @param failure why it failed; null unless it did
 * @param createdAt when it was accepted
 * @param startedAt when work on it began; null before
 * @param finishedAt when it ended; null before
 * @param deadline when it fails if it is unfinished; null for never
 * @param outputs published files
 */
public record GatewayJob(
        String id,
        JobStatus state,
        boolean suspended,
        int priority,
        Map<String, String> labels,
        double percent,
        long framesDone,
        List<Rendition> renditions,
        Failure failure,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant deadline,
        List<Output> outputs) {

    public GatewayJob {
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        renditions = renditions == null ? List.of() : List.copyOf(renditions);
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
    }

    /** Chunks of a rendition. */
    public record Rendition(String name, int chunksTotal, int chunksDone) {}

    /** Why a job failed. */
    public record Failure(FailureCode code, String detail, String advice) {}

    /** A published file. */
    public record Output(String name, long bytes, String sha256, String s3) {}

    /** Chunks over all renditions. */
    public int chunksTotal() {
        return renditions.stream().mapToInt(Rendition::chunksTotal).sum();
    }

    /** Chunks that are encoded. */
    public int chunksDone() {
        return renditions.stream().mapToInt(Rendition::chunksDone).sum();
    }
}
