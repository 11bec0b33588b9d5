package io.reelmill.gateway.uploads;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on at most so many bytes, and remembers why it failed, since those who read it may wrap or lose the reason. */
final class CappedStream extends FilterInputStream {

    private final long most;
    private long count;
    private IOException failure;

    CappedStream(InputStream in, long most) {
        super(in);
        this.most = most;
    }

    /** Why reading failed, null when it did not. */
    IOException failure() {
        return failure;
    }

    /** Bytes passed on. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        try {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            if (count > most) {
                throw new TooLargeException(most);
            }
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** What is behind is read on by others, or dropped. */
    @Override
    public void close() {}

    @Override
    public boolean markSupported() {
        return false;
    }

    /** More bytes came than are accepted. */
    static final class TooLargeException extends IOException {
        TooLargeException(long most) {
            super("the file is larger than the " + most + " bytes that this installation accepts");
        }
    }
}
