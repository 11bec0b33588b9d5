package io.reelmill.common.plan;

/**
 * How one audio track is encoded (AAC).
 *
 * @param bitrate bits per second of the whole track
 * @param channels channels of the output
 * @param layout ffmpeg's channel layout name of the output
 * @param sampleRate samples per second of the output
 */
public record AudioSettings(long bitrate, int channels, String layout, int sampleRate) {}
