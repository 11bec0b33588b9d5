package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One rendition; what is left out is as in the built-in profile "balanced". */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(value = "!(has(self.crf) && has(self.bitrate))", message = "crf and bitrate exclude each other")
@ValidationRule(
        value = "!has(self.crf) || self.codec == 'av1' || self.crf <= 51.0",
        message = "crf must be from 1 to 51 for h264 and hevc")
@ValidationRule(
        value = "!has(self.preset) || (self.codec == 'av1' ? self.preset.matches('^([0-9]|1[0-3])$') : self.preset in"
                + " ['ultrafast', 'superfast', 'veryfast', 'faster', 'fast', 'medium', 'slow', 'slower', 'veryslow'])",
        message = "preset must be one of ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow"
                + " for h264 and hevc, and 0 to 13 for av1")
@ValidationRule(
        value = "!has(self.maxBitrate) || self.maxBitrate == 0 || (self.maxBitrate >= 50000 && (!has(self.bitrate) ||"
                + " self.maxBitrate >= self.bitrate))",
        message = "maxBitrate must be 0, or at least 50000 and not below bitrate")
@ValidationRule(
        value = "self.audio || (!has(self.audioBitrate) && !has(self.channels))",
        message = "audioBitrate and channels need audio")
public record Output(
        @JsonPropertyDescription(
                        "Name of the rendition and its file: lower-case letters, digits and hyphens, unique in the job.")
                @Required
                @Size(min = 1, max = 32)
                @Pattern("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$")
                String name,
        @JsonPropertyDescription("Codec of the picture.") @Default("h264") Codec codec,
        @JsonPropertyDescription(
                        "Preset of the encoder: ultrafast to veryslow for h264 and hevc, 13 (fastest) to 0 for av1. By"
                                + " default medium, and 8 for av1.")
                @Size(max = 9)
                String preset,
        @JsonPropertyDescription("Height in pixels; the width follows. By default that of the source.")
                @Min(32)
                @Max(8192)
                Integer height,
        @JsonPropertyDescription("Whether the picture may be enlarged to reach the height.") @Default("false")
                Boolean upscale,
        @JsonPropertyDescription(
                        "Constant rate factor, lower is better: 1 to 51, 1 to 63 for av1. Excludes bitrate. By default"
                                + " 23 for h264, 26 for hevc, 32 for av1.")
                @Min(1)
                @Max(63)
                Double crf,
        @JsonPropertyDescription("Bits per second of the picture. Excludes crf.") @Min(50_000) @Max(400_000_000)
                Long bitrate,
        @JsonPropertyDescription("Cap in bits per second over two seconds; 0 for none. By default 12000000.")
                @Min(0)
                @Max(400_000_000)
                Long maxBitrate,
        @JsonPropertyDescription("Whether the picture is deinterlaced; Auto where the source is interlaced.")
                @Default("Auto")
                Deinterlace deinterlace,
        @JsonPropertyDescription("false drops the sound.") @Default("true") Boolean audio,
        @JsonPropertyDescription("Bits per second of two channels of sound. By default 160000.")
                @Min(32_000)
                @Max(512_000)
                Long audioBitrate,
        @JsonPropertyDescription("Stereo, or Keep for up to 5.1 channels of the source. By default Stereo.")
                Channels channels) {

    /** A rule for lists of outputs. */
    static final String UNIQUE_NAMES = "self.all(x, self.exists_one(y, y.name == x.name))";

    /** Codecs of the picture. */
    public enum Codec {
        @JsonProperty("h264")
        H264,
        @JsonProperty("hevc")
        HEVC,
        @JsonProperty("av1")
        AV1
    }

    /** When the picture is deinterlaced. */
    public enum Deinterlace {
        @JsonProperty("Auto")
        AUTO,
        @JsonProperty("Always")
        ON,
        @JsonProperty("Never")
        OFF
    }

    /** Channels of sound. */
    public enum Channels {
        @JsonProperty("Stereo")
        STEREO,
        @JsonProperty("Keep")
        KEEP
    }
}
