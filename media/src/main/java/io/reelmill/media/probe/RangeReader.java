package io.reelmill.media.probe;

import java.io.IOException;

/** Reads parts of a file that may be far away. */
public interface RangeReader {

    /** Size of the file in bytes. */
    long size();

    /**
     * Reads bytes, fewer only at the end of the file.
     *
     * @throws IOException when the file cannot be reached
     */
    byte[] read(long offset, int length) throws IOException, InterruptedException;

    /** Bytes read so far. */
    long bytesRead();
}
