package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Where the media comes from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "has(self.s3) != has(self.url)", message = "source needs exactly one of s3 and url")
public record Source(
        @JsonPropertyDescription("An object in a bucket that this installation reads from.") S3Object s3,
        @JsonPropertyDescription(
                        "An http or https address. Private networks are refused. It is shown without its query, which"
                                + " may hold a signature.")
                @Size(max = 4096)
                @Pattern("^[hH][tT][tT][pP][sS]?://[^/@ ]+(/.*|[?].*)?$")
                String url,
        @JsonPropertyDescription(
                        "Name of the file for downloads and titles; by default the last part of the key or path.")
                @Size(max = 255)
                String fileName) {

    /** An object in storage. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record S3Object(
            @JsonPropertyDescription("Name of the bucket.") @Required @Size(min = 3, max = 63) String bucket,
            @JsonPropertyDescription("Key of the object.") @Required @Size(min = 1, max = 1024) String key) {}
}
