package io.reelmill.common.plan;

/**
 * One published file.
 *
 * @param name name of the rendition
 * @param key object key
 * @param contentType media type
 * @param bytes size in bytes
 * @param sha256 checksum of the file, hexadecimal
 * @param width width in pixels, 0 for sound only
 * @param height height in pixels, 0 for sound only
 * @param frames frames counted in the file
 * @param durationSeconds length in seconds
 * @param audioTracks number of audio tracks
 * @param subtitleTracks number of subtitle tracks
 */
public record OutputFile(
        String name,
        String key,
        String contentType,
        long bytes,
        String sha256,
        int width,
        int height,
        long frames,
        double durationSeconds,
        int audioTracks,
        int subtitleTracks) {}
