package io.reelmill.e2e.kill;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives its bytes piece by piece, with a pause before each. */
final class SlowStream extends FilterInputStream {

    private final int piece;
    private final long pauseMillis;

    SlowStream(InputStream in, int piece, long pauseMillis) {
        super(in);
        this.piece = piece;
        this.pauseMillis = pauseMillis;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return super.read(buffer, offset, Math.min(length, piece));
    }
}
