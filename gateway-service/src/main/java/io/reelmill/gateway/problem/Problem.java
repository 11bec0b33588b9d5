package io.reelmill.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.job.ProblemCode;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as {@code application/problem+json} (RFC 9457).
 *
 * @param type identifies the kind of problem, one per code
 * @param title the same words for every occurrence
 * @param status the HTTP status
 * @param code stable code for machines
 * @param detail what happened this time, and what to do
 * @param instance path of the request, null when unknown
 * @param errors fields at fault, null unless the request was not valid
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "An error (RFC 9457). Decide on `code`; `detail` is for people.")
public record Problem(
        @Schema(examples = "urn:reelmill:problem:validation-failed") String type,
        @Schema(examples = "The request is not valid") String title,
        @Schema(examples = "422") int status,
        @Schema(description = "Stable code") ProblemCode code,
        @Schema(examples = "crf: must be from 1 to 51 for h264") String detail,
        @Schema(examples = "/api/v1/jobs") String instance,
        @Schema(description = "The fields at fault") List<FieldError> errors) {

    /** Media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One field at fault.
     *
     * @param field path in the body, or name of the parameter
     * @param detail what it must be
     */
    public record FieldError(
            @Schema(examples = "outputs[0].crf") String field,
            @Schema(examples = "must be from 1 to 51 for h264") String detail) {}

    static Problem of(ProblemCode code, String detail, String instance, List<FieldError> errors) {
        String type =
                "urn:reelmill:problem:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Problem(type, code.title(), code.status(), code, detail, instance, errors.isEmpty() ? null : errors);
    }
}
