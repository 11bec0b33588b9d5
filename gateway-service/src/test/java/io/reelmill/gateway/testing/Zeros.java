package io.reelmill.gateway.testing;

import java.io.InputStream;
import java.util.Arrays;

/** So many zeros. */
public final class Zeros extends InputStream {

    private long left;

    /** @param count how many */
    public Zeros(long count) {
        this.left = count;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(left, length);
        Arrays.fill(into, from, from + count, (byte) 0);
        left -= count;
        return count;
    }
}
