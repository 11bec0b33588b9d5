package io.reelmill.common.spec;

import java.util.List;

/**
 * What a job is to do, with all defaults applied; never changes once the job is accepted.
 *
 * @param source where the media comes from
 * @param profile name of the built-in profile that the outputs came from, null when they were given inline
 * @param outputs one or more renditions with unique names
 * @param chunkSeconds target length of a chunk in seconds (default 10)
 * @param allowPartial whether a truncated source may complete with a warning instead of failing
 * @param retries how often a task that went wrong by itself is tried again; null for as often as the installation does
 * @param memory what follows when work runs out of memory; null for the defaults
 */
public record JobSpec(
        Source source,
        String profile,
        List<OutputSpec> outputs,
        double chunkSeconds,
        boolean allowPartial,
        Integer retries,
        MemorySpec memory) {

    /** Target length of a chunk when the caller gives none, in seconds. */
    public static final double DEFAULT_CHUNK_SECONDS = 10;

    public JobSpec {
        outputs = List.copyOf(outputs);
        memory = memory == null ? MemorySpec.DEFAULT : memory;
    }

    /** With the default rules for retries and memory. */
    public JobSpec(Source source, String profile, List<OutputSpec> outputs, double chunkSeconds, boolean allowPartial) {
        this(source, profile, outputs, chunkSeconds, allowPartial, null, null);
    }

    /** The same work on another source, as for a source that was fetched into storage. */
    public JobSpec withSource(Source other) {
        return new JobSpec(other, profile, outputs, chunkSeconds, allowPartial, retries, memory);
    }
}
