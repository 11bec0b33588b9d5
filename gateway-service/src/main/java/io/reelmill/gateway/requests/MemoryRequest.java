package io.reelmill.gateway.requests;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.spec.MemorySpec;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What follows when work of the job runs out of memory; what is null has a default.
 *
 * @param onOom the manner
 * @param maxOomRetries most attempts that may follow memory deaths of one task
 * @param leastClass the smallest class of workers that encodes are given to
 */
@Schema(description = "What follows when work runs out of memory")
public record MemoryRequest(
        @Schema(
                        description =
                                "escalate: more memory, a cheaper command, smaller chunks, then fail; restart: the same a few times; fail: at once",
                        enumeration = {"escalate", "restart", "fail"},
                        defaultValue = "escalate")
                String onOom,
        @Schema(description = "Most attempts that may follow memory deaths of one task, 0–20") Integer maxOomRetries,
        @Schema(
                        description = "The smallest class of workers that encodes are given to",
                        enumeration = {"small", "standard", "large"})
                String leastClass) {

    private static final int MOST_RETRIES = 20;

    /** The queues that are classes of workers. */
    private enum LeastClass {
        SMALL,
        STANDARD,
        LARGE
    }

    /** The same as was asked for once; null for nothing. */
    static MemoryRequest of(MemorySpec spec) {
        return new MemoryRequest(
                spec.onOom().name(),
                spec.maxOomRetries(),
                spec.least() == null ? null : spec.least().name());
    }

    /** The rules asked for; what is wrong with them is added to the findings. */
    MemorySpec resolve(Findings findings) {
        findings.range(maxOomRetries, 0, MOST_RETRIES, "memory.maxOomRetries");
        MemorySpec.OnOom manner =
                findings.choice("memory.onOom", onOom, MemorySpec.OnOom.class, MemorySpec.OnOom.ESCALATE);
        LeastClass least = findings.choice("memory.leastClass", leastClass, LeastClass.class, null);
        return new MemorySpec(manner, maxOomRetries, least == null ? null : WorkQueue.valueOf(least.name()));
    }
}
