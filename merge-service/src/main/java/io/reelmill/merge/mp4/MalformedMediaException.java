package io.reelmill.merge.mp4;

/** A file is not the MP4 that it should be; the message says where and why. */
public final class MalformedMediaException extends Exception {

    public MalformedMediaException(String message) {
        super(message);
    }
}
