package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A published file. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutputStatus(
        @JsonPropertyDescription("Name of the rendition.") String name,
        @JsonPropertyDescription("Its place in storage: s3://bucket/key. Never expires.") String url,
        @JsonPropertyDescription("Size in bytes.") Long size,
        @JsonPropertyDescription("Checksum of the file, hexadecimal.") String sha256) {}
