package io.reelmill.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.JobStatus;
import io.reelmill.gateway.progress.Progress.AudioProgress;
import io.reelmill.gateway.progress.Progress.RenditionProgress;
import io.reelmill.gateway.progress.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A job as clients see it; fields that do not apply yet are left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job", description = "A job. Fields that do not apply (yet) are left out.")
public record JobView(
        @Schema(examples = "0199f0c2-7b1e-7c3a-9a54-3f1f6a2b9c10") String id,
        JobStatus state,
        @Schema(description = "Whether new work is held back") boolean suspended,
        int priority,
        Map<String, String> labels,
        @Schema(description = "The profile, when outputs were not given one by one") String profile,
        SourceView source,
        @Schema(description = "By frames; 100 only when the job has completed", examples = "42.5") double percent,
        long framesDone,
        @Schema(description = "0 until the source was planned") long framesTotal,
        List<RenditionProgress> renditions,
        AudioProgress audio,
        @Schema(description = "The stages reached, with their times") List<Stage> stages,
        @Schema(description = "Sentences for people") List<String> warnings,
        FailureView failure,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        Instant deadline,
        Instant notBefore,
        @Schema(description = "Attempts that came to nothing and were made again, over all tasks") int retries,
        @Schema(description = "Published files; empty until the job has completed") List<OutputView> outputs,
        Links links) {

    /** Where the media comes from; an address without its query, which may hold a signature. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JobSource", description = "Where the media comes from; addresses without their query")
    public record SourceView(String bucket, String key, String url, String fileName) {}

    /** Why a job failed. */
    @Schema(name = "JobFailure", description = "Why the job failed: a stable code, what happened, what to do")
    public record FailureView(FailureCode code, String detail, String advice) {}

    /** A published file. */
    @Schema(name = "JobOutput", description = "A published file")
    public record OutputView(
            @Schema(examples = "720p") String name,
            @Schema(examples = "holiday-720p.mp4") String fileName,
            @Schema(examples = "video/mp4") String contentType,
            long bytes,
            String sha256,
            int width,
            int height,
            long frames,
            double durationSeconds,
            int audioTracks,
            int subtitleTracks,
            @Schema(description = "Answers with a redirect to the file") String url,
            @Schema(
                            description = "Its place in storage; never expires",
                            examples = "s3://reelmill/output/0199f0c2-7b1e-7c3a-9a54-3f1f6a2b9c10/720p.mp4")
                    String s3) {}

    /** Where to go from here. */
    @Schema(name = "JobLinks")
    public record Links(String self, String events, String tasks, String cancel, String retry, String report) {}
}
