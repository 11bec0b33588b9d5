package io.reelmill.cli.gateway;

import io.reelmill.common.job.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A job as the gateway shows it, as far as the command line needs it. */
public record JobView(
        String id,
        JobStatus state,
        boolean suspended,
        SourceView source,
        double percent,
        long framesDone,
        long framesTotal,
        List<RenditionView> renditions,
        AudioView audio,
        List<String> warnings,
        FailureView failure,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        int retries,
        List<OutputView> outputs) {

    public JobView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        renditions = renditions == null ? List.of() : List.copyOf(renditions);
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        outputs = outputs == null ? List.of() : List.copyOf(outputs);
        audio = audio == null ? new AudioView(0, 0) : audio;
    }

    /** Where the media comes from. */
    public record SourceView(String fileName, String url) {}

    /** How far one rendition is. */
    public record RenditionView(
            String name, int chunksTotal, int chunksDone, int chunksRunning, long framesDone, long framesTotal) {}

    /** Audio tracks. */
    public record AudioView(int total, int done) {}

    /** Why it failed. */
    public record FailureView(String code, String detail, String advice) {}

    /** A published file. */
    public record OutputView(
            String name,
            String fileName,
            String contentType,
            long bytes,
            String sha256,
            int width,
            int height,
            long frames,
            double durationSeconds) {}
}
