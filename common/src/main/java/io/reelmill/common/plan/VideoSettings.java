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
        boolean deinterlace) {}
