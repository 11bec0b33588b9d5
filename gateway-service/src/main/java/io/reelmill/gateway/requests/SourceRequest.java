package io.reelmill.gateway.requests;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the media comes from: exactly one of the two.
 *
 * @param s3 an object in a bucket that this installation allows
 * @param url an {@code http} or {@code https} address
 * @param fileName name of the file for downloads and titles; the last part of the key or path when absent
 */
@Schema(description = "Where the media comes from: exactly one of `s3` and `url`.")
public record SourceRequest(
        S3Object s3,
        @Schema(
                        description = "An http or https address; private networks are refused",
                        examples = "https://media.example.com/holiday.mov")
                String url,
        @Schema(description = "Name of the file for downloads and titles", examples = "holiday.mov") String fileName) {

    /**
     * An object in storage.
     *
     * @param bucket a bucket that this installation allows
     * @param key key of the object
     */
    public record S3Object(
            @Schema(examples = "inbox") String bucket, @Schema(examples = "holiday/2026.mov") String key) {}
}
