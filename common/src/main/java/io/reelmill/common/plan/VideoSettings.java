package io.reelmill.common.plan;

import io.reelmill.common.spec.VideoCodec;

/**
 * Everything that decides the bits of a rendition's picture, resolved against the source; the same for all its chunks.
 *
 * @param codec codec to produce
 * @param preset encoder preset
 * @param width width in pixels after rotation, even
 * @param height height in pixels after rotation, even
 * @param crf constant rate factor, null when a bitrate is given
 * @param bitrate target in bits per second, null when a CRF is given
 * @param maxBitrate cap in bits per second, null for none
 * @param bufferSize size of the rate-control buffer in bits, null when there is no cap
 * @param pixelFormat ffmpeg's pixel format name
 * @param gop frames per closed GOP; every chunk but the last has a whole number of them
 * @param deinterlace whether pictures are deinterlaced
 */
public record VideoSettings(
        VideoCodec codec,
        String preset,
        int width,
        int height,
        Double crf,
        Long bitrate,
        Long maxBitrate,
        Long bufferSize,
        String pixelFormat,
        int gop,
        boolean deinterlace) {

    /**
     * How full the rate-control buffer is where a chunk begins, as a share of its size. Below one half x265 spoils the first
     * pictures to fill it, even where a cap does not bind.
     */
    public static final double BUFFER_FILL = 0.5;

    /** A cap is not lowered further than to this share of it, however short chunks are. */
    private static final double LEAST = 0.5;

    /**
     * The same with a cap for each chunk that leaves what its neighbor begins with: each chunk's rate control knows nothing of
     * the one before, which may have emptied the buffer. A chunk that takes {@code BUFFER_FILL × bufferSize} less than the
     * cap gives it over its length has always filled it so far again when it ends, so the joined stream keeps the cap.
     *
     * @param shortestSeconds length of the shortest chunk that another one follows; infinite where none does
     */
    public VideoSettings keepingCap(double shortestSeconds) {
        if (maxBitrate == null) {
            return this;
        }
        long lowered = (long) (maxBitrate - BUFFER_FILL * bufferSize / shortestSeconds);
        long cap = Math.max(lowered, (long) (maxBitrate * LEAST));
        return new VideoSettings(
                codec,
                preset,
                width,
                height,
                crf,
                bitrate == null ? null : Long.valueOf(Math.min(bitrate, cap)),
                cap,
                bufferSize,
                pixelFormat,
                gop,
                deinterlace);
    }
}
