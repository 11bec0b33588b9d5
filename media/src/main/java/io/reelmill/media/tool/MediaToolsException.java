package io.reelmill.media.tool;

/** There is no ffmpeg that runs here; the message says what to do. */
public final class MediaToolsException extends RuntimeException {

    MediaToolsException(String message) {
        super(message);
    }

    MediaToolsException(String message, Throwable cause) {
        super(message, cause);
    }
}
