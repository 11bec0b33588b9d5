package io.reelmill.common.spec;

/**
 * How the picture of one output is encoded. Exactly one of {@code crf} and {@code bitrate} is set once defaults are applied.
 *
 * @param codec codec to produce
 * @param preset encoder preset: {@code ultrafast}…{@code veryslow} for H.264 and HEVC, {@code 0}…{@code 13} for AV1
 * @param height height of the picture in pixels after rotation; null keeps the source's. Never enlarges unless {@code upscale}
 * @param upscale whether a height above the source's may enlarge the picture
 * @param crf constant rate factor, null when a bitrate is given
 * @param bitrate target in bits per second, null when a CRF is given
 * @param maxBitrate cap in bits per second over a buffer of two seconds; null for none
 * @param deinterlace what to do with interlaced pictures
 */
public record VideoSpec(
        VideoCodec codec,
        String preset,
        Integer height,
        boolean upscale,
        Double crf,
        Long bitrate,
        Long maxBitrate,
        Deinterlace deinterlace) {

    /** What to do with interlaced pictures. */
    public enum Deinterlace {
        /** Deinterlace when the source says that it is interlaced. */
        AUTO,
        /** Always. */
        ON,
        /** Never. */
        OFF
    }
}
