package io.reelmill.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what passes and remembers whether reading failed, to tell a broken caller from a broken store. */
final class CountingStream extends FilterInputStream {

    private long count;
    private IOException failure;

    CountingStream(InputStream in) {
        super(in);
    }

    long count() {
        return count;
    }

    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int n = read(one, 0, 1);
        return n < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int n = super.read(buffer, offset, length);
            count += Math.max(0, n);
            return n;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
