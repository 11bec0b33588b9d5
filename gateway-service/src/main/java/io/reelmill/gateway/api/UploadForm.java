package io.reelmill.gateway.api;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The fields of an upload by form, for the description of the API only. */
@Schema(description = "A file and its settings; the same names are query parameters when the file itself is the body.")
record UploadForm(
        @Schema(type = SchemaType.STRING, format = "binary", description = "The media") String file,
        @Schema(description = "See /api/v1/profiles", defaultValue = "balanced") String profile,
        @Schema(description = "Name of the file, when the part has none that fits") String fileName,
        @Schema(description = "Name of the rendition") String name,
        @Schema(description = "h264, hevc or av1") String codec,
        @Schema(description = "Preset of the encoder") String preset,
        Integer height,
        Boolean upscale,
        Double crf,
        @Schema(description = "Bits per second; may end in k or M") String bitrate,
        @Schema(description = "Cap in bits per second; may end in k or M; 0 for none") String maxBitrate,
        @Schema(description = "auto, on or off") String deinterlace,
        @Schema(description = "false drops the sound") Boolean audio,
        @Schema(description = "Bits per second for two channels; may end in k") String audioBitrate,
        @Schema(description = "stereo or keep") String channels,
        Integer priority,
        @Schema(examples = "2026-12-31T18:00:00Z") String deadline,
        @Schema(examples = "2026-12-31T06:00:00Z") String notBefore,
        @Schema(description = "key=value, several parted by commas") String labels,
        Double chunkSeconds,
        Boolean allowPartial,
        Integer retries,
        String onOom,
        Integer maxOomRetries,
        @Schema(description = "small, standard or large") String leastClass) {}
