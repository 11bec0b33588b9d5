package io.reelmill.gateway.profiles;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.common.spec.AudioSpec;
import io.reelmill.common.spec.VideoSpec;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A named set of settings for one output.
 *
 * @param name what callers say
 * @param isDefault whether it is used when a caller names none
 * @param description what it is good for, one sentence
 * @param video settings of the picture
 * @param audio settings of the sound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description = "A named set of settings. Bitrates are in bits per second; `video.maxBitrate` is the cap over two"
                + " seconds; without `video.height` the source's height is kept.")
public record Profile(
        @Schema(examples = "balanced") String name,
        @Schema(description = "Used when a request names no profile") boolean isDefault,
        String description,
        VideoSpec video,
        AudioSpec audio) {}
