package io.reelmill.merge.publish;

import java.nio.file.Path;

/**
 * A file that passed every check.
 *
 * @param path where it is in scratch space
 * @param rendition name of its rendition
 * @param width width in pixels, 0 for sound only
 * @param height height in pixels, 0 for sound only
 * @param frames frames counted in it
 * @param durationSeconds its length
 * @param audioTracks number of audio tracks
 * @param subtitleTracks number of subtitle tracks
 */
public record VerifiedFile(
        Path path,
        String rendition,
        int width,
        int height,
        long frames,
        double durationSeconds,
        int audioTracks,
        int subtitleTracks) {

    String fileName() {
        return rendition + (picture() ? ".mp4" : ".m4a");
    }

    String contentType() {
        return picture() ? "video/mp4" : "audio/mp4";
    }

    private boolean picture() {
        return width > 0;
    }
}
