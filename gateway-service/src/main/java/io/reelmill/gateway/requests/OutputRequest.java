package io.reelmill.gateway.requests;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One rendition as asked for; what is null comes from the profile. The same names are parameters of an upload.
 *
 * @param name name of the rendition and its file
 * @param codec {@code h264}, {@code hevc} or {@code av1}
 * @param preset preset of the encoder
 * @param height height in pixels
 * @param upscale whether the picture may be enlarged
 * @param crf constant rate factor, excludes a bitrate
 * @param bitrate bits per second, excludes a rate factor
 * @param maxBitrate cap in bits per second, 0 for none
 * @param deinterlace {@code auto}, {@code on} or {@code off}
 * @param audio false drops the sound
 * @param audioBitrate bits per second for two channels
 * @param channels {@code stereo} or {@code keep}
 */
@Schema(description = "One rendition. What is left out comes from the profile.")
public record OutputRequest(
        @Schema(
                        description = "Unique in the job: lower-case letters, digits and hyphens, at most 32",
                        examples = "720p")
                String name,
        @Schema(description = "h264, hevc or av1", examples = "h264") String codec,
        @Schema(description = "ultrafast … veryslow for h264 and hevc, 0 … 13 for av1", examples = "medium")
                String preset,
        @Schema(description = "Height in pixels; the width follows. Never enlarges without `upscale`", examples = "720")
                Integer height,
        @Schema(description = "Whether the picture may be enlarged", defaultValue = "false") Boolean upscale,
        @Schema(
                        description = "Constant rate factor: 1–51, av1 1–63; lower is better. Excludes `bitrate`",
                        examples = "23")
                Double crf,
        @Schema(description = "Bits per second. Excludes `crf`") Long bitrate,
        @Schema(description = "Cap in bits per second over two seconds; 0 for none", examples = "12000000")
                Long maxBitrate,
        @Schema(description = "auto, on or off", defaultValue = "auto") String deinterlace,
        @Schema(description = "false drops the sound", defaultValue = "true") Boolean audio,
        @Schema(description = "Bits per second for two channels", examples = "160000") Long audioBitrate,
        @Schema(description = "stereo, or keep (up to 5.1)", examples = "stereo") String channels) {

    /** Everything as the profile has it. */
    public static final OutputRequest OPEN =
            new OutputRequest(null, null, null, null, null, null, null, null, null, null, null, null);
}
