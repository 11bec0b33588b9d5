package io.reelmill.gateway.requests;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A job as asked for, by JSON or by the parameters of an upload; what is null has a default.
 *
 * @param source where the media comes from; null for an upload and for a retry
 * @param profile name of the profile that outputs are based on
 * @param outputs renditions; one with the profile's settings when absent
 * @param priority higher first, −100 to 100
 * @param deadline when the job fails if it is unfinished; after the time that the installation allows when absent
 * @param notBefore before which nothing is done
 * @param labels the caller's own marks
 * @param chunkSeconds target length of a chunk
 * @param allowPartial whether a truncated source may complete with a warning
 * @param retries how often a task that went wrong by itself is tried again
 * @param memory what follows when work runs out of memory
 */
@Schema(description = "What a job is to do.")
public record JobRequest(
        SourceRequest source,
        @Schema(description = "See /api/v1/profiles", defaultValue = "balanced", examples = "balanced") String profile,
        @Schema(description = "Renditions; one with the profile's settings when absent") List<OutputRequest> outputs,
        @Schema(description = "Higher first, from -100 to 100", defaultValue = "0") Integer priority,
        @Schema(description = "When the job fails if it is unfinished; in seven days unless configured otherwise")
                Instant deadline,
        @Schema(description = "Nothing is done before this time") Instant notBefore,
        @Schema(description = "Marks of your own, to filter by; at most 32") Map<String, String> labels,
        @Schema(description = "Target length of a chunk in seconds, 2–120", defaultValue = "10") Double chunkSeconds,
        @Schema(description = "Whether a truncated source may complete with a warning", defaultValue = "false")
                Boolean allowPartial,
        @Schema(description = "How often a task that went wrong by itself is tried again, 0–10", defaultValue = "3")
                Integer retries,
        @Schema(description = "What follows when work runs out of memory") MemoryRequest memory) {

    /** Nothing said: every default. */
    public static final JobRequest EMPTY =
            new JobRequest(null, null, null, null, null, null, null, null, null, null, null);
}
