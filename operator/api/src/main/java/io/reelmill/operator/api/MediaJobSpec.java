package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;

/** What a job is to do. What decides the work cannot be changed later; what decides when it is done can. */
@JsonClassDescription(
        "What the job is to do. What decides the work cannot be changed later; what decides when it is done can.")
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.profile) != has(self.outputs)", message = "give exactly one of profile and outputs")
@ValidationRule(
        value = "has(self.source) == has(oldSelf.source) && (!has(self.source) || self.source == oldSelf.source)",
        message = "source cannot be changed: make another MediaJob")
@ValidationRule(
        value = "has(self.profile) == has(oldSelf.profile) && (!has(self.profile) || self.profile == oldSelf.profile)",
        message = "profile cannot be changed: make another MediaJob")
@ValidationRule(
        value = "has(self.outputs) == has(oldSelf.outputs) && (!has(self.outputs) || self.outputs == oldSelf.outputs)",
        message = "outputs cannot be changed: make another MediaJob")
@ValidationRule(
        value =
                "has(self.chunking) == has(oldSelf.chunking) && (!has(self.chunking) || self.chunking == oldSelf.chunking)",
        message = "chunking cannot be changed: make another MediaJob")
@ValidationRule(
        value = "has(self.memory) == has(oldSelf.memory) && (!has(self.memory) || self.memory == oldSelf.memory)",
        message = "memory cannot be changed: make another MediaJob")
@ValidationRule(
        value = "has(self.retries) == has(oldSelf.retries) && (!has(self.retries) || self.retries == oldSelf.retries)",
        message = "retries cannot be changed: make another MediaJob")
public record MediaJobSpec(
        @JsonPropertyDescription("Where the media comes from: exactly one of s3 and url. Cannot be changed.") @Required
                Source source,
        @JsonPropertyDescription(
                        "Name of a MediaProfile of this namespace or, where there is none of that name, of a built-in"
                                + " profile: fast, balanced, quality, small. Excludes outputs. Cannot be changed.")
                @Size(min = 1, max = 253)
                @Pattern("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$")
                String profile,
        @JsonPropertyDescription("The renditions to make. Excludes profile. Cannot be changed.")
                @Size(min = 1, max = 10)
                @ValidationRule(value = Output.UNIQUE_NAMES, message = "names of outputs must be unique")
                List<Output> outputs,
        @JsonPropertyDescription("How the source is divided into chunks. Cannot be changed.") @Default("{}")
                Chunking chunking,
        @JsonPropertyDescription(
                        "In which class of workers work begins, and what follows when it runs out of memory. Cannot be"
                                + " changed.")
                @Default("{}")
                MemoryPolicy memory,
        @JsonPropertyDescription(
                        "How often a task that went wrong by itself is tried again before the job fails. Deaths for"
                                + " memory and lost workers are counted apart. Cannot be changed.")
                @Default("3")
                @Min(0)
                @Max(10)
                Integer retries,
        @JsonPropertyDescription(
                        "When the job fails if it is unfinished, such as 2030-01-01T00:00:00Z. By default seven"
                                + " days after it may begin.")
                @Pattern(MediaJobSpec.TIME)
                @JsonDeserialize(using = LenientTime.class)
                Instant deadline,
        @JsonPropertyDescription("Jobs of a higher priority are worked on first.") @Default("0") @Min(-100) @Max(100)
                Integer priority,
        @JsonPropertyDescription(
                        "true holds back new work of the job; what runs is finished. A job that is created suspended"
                                + " is submitted when it is resumed.")
                @Default("false")
                Boolean suspend,
        @JsonPropertyDescription(
                        "How long after its end the MediaJob is deleted, such as 36h or 7d, in d, h, m and s. By default"
                                + " never.")
                @Size(min = 2, max = 32)
                @Pattern("^([0-9]{1,6}[dhms])+$")
                String ttlAfterFinished,
        @JsonPropertyDescription("What becomes of the published files when the MediaJob is deleted, by a person or by"
                        + " ttlAfterFinished. Delete removes everything that was made for the job, never the"
                        + " source.")
                @Default("Retain")
                DeletionPolicy deletionPolicy) {

    /**
     * Times that every reader understands: {@code date-time} alone lets pass what {@link Instant} does not know, such as ten
     * digits of a second or an offset of 19 hours.
     */
    static final String TIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?"
            + "(Z|[+-]((0[0-9]|1[0-7]):[0-5][0-9]|18:00))$";
}
