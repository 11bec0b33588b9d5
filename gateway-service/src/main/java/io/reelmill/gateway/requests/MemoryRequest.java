package io.reelmill.gateway.requests;

import io.reelmill.common.spec.MemorySpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What follows when work of the job runs out of memory; what is null has a default.
 *
 * @param onOom the manner
 * @param maxOomRetries most attempts that may follow memory deaths of one task
 */
@Schema(description = "What follows when work runs out of memory")
public record MemoryRequest(
        @Schema(
                        description =
                                "escalate: more memory, a cheaper command, smaller chunks, then fail; restart: the same a few times; fail: at once",
                        enumeration = {"escalate", "restart", "fail"},
                        defaultValue = "escalate")
                String onOom,
        @Schema(description = "Most attempts that may follow memory deaths of one task, 0–20") Integer maxOomRetries) {

    private static final int MOST_RETRIES = 20;

    /** The rules asked for; what is wrong with them is added to the findings. */
    MemorySpec resolve(Findings findings) {
        findings.range(maxOomRetries, 0, MOST_RETRIES, "memory.maxOomRetries");
        return new MemorySpec(manner(findings), maxOomRetries);
    }

    private MemorySpec.OnOom manner(Findings findings) {
        if (onOom == null) {
            return MemorySpec.OnOom.ESCALATE;
        }
        Optional<MemorySpec.OnOom> manner = Arrays.stream(MemorySpec.OnOom.values())
                .filter(each -> each.name().equalsIgnoreCase(onOom))
                .findFirst();
        if (manner.isEmpty()) {
            String choices = Arrays.stream(MemorySpec.OnOom.values())
                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
            findings.add("memory.onOom", "must be one of " + choices);
        }
        return manner.orElse(MemorySpec.OnOom.ESCALATE);
    }
}
