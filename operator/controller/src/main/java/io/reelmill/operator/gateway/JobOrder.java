package io.reelmill.operator.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * A job as it is asked for. Only what can never change is part of it: the same MediaJob is asked for in the same words, however
 * often.
 *
 * @param source where the media comes from
 * @param profile name of a built-in profile; null where outputs are given
 * @param outputs renditions; null where a profile is named
 * @param labels by which the job can be found
 * @param chunkSeconds target length of a chunk
 * @param retries how often a task that went wrong by itself is tried again
 * @param memory what follows when work runs out of memory
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobOrder(
        Source source,
        String profile,
        List<Output> outputs,
        Map<String, String> labels,
        Double chunkSeconds,
        Integer retries,
        Memory memory) {

    /** Where the media comes from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(S3Object s3, String url, String fileName) {}

    /** An object in storage. */
    public record S3Object(String bucket, String key) {}

    /** One rendition; what is null has a default. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Output(
            String name,
            String codec,
            String preset,
            Integer height,
            Boolean upscale,
            Double crf,
            Long bitrate,
            Long maxBitrate,
            String deinterlace,
            Boolean audio,
            Long audioBitrate,
            String channels) {}

    /** What follows when work runs out of memory. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Memory(String onOom, Integer maxOomRetries, String leastClass) {}
}
