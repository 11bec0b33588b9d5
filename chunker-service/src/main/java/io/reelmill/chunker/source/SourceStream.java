package io.reelmill.chunker.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The body of an answer while it is copied: ends with an error when it is too long, shorter than announced, or too slow.
 * Not thread-safe.
 */
final class SourceStream extends FilterInputStream {

    private final Limits limits;
    private final LongSupplier nanoTime;
    private long count;
    private long waited;
    private long arrived;
    private boolean tooLong;
    private IOException failure;

    /**
     * What a body may be.
     *
     * @param announced bytes that the server announced
     * @param maxBytes most bytes
     * @param minRate fewest bytes in a second
     * @param window time over which the rate is taken
     */
    record Limits(OptionalLong announced, long maxBytes, long minRate, Duration window) {}

    SourceStream(InputStream in, Limits limits, LongSupplier nanoTime) {
        super(in);
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int got = read(one, 0, 1);
        return got < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            long asked = nanoTime.getAsLong();
            int got = super.read(bytes, offset, length);
            if (got < 0) {
                requireWhole();
            } else {
                requireLimits(got, nanoTime.getAsLong() - asked);
            }
            return got;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private void requireWhole() throws IOException {
        if (limits.announced().isPresent() && count < limits.announced().getAsLong()) {
            throw new IOException("it ended before the %d bytes that were announced"
                    .formatted(limits.announced().getAsLong()));
        }
    }

    /** Only time in which the server was waited for counts. */
    private void requireLimits(int got, long nanos) throws IOException {
        count += got;
        if (count > limits.maxBytes()) {
            tooLong = true;
            throw new IOException("more than " + limits.maxBytes() + " bytes");
        }
        waited += nanos;
        arrived += got;
        if (waited < limits.window().toNanos()) {
            return;
        }
        long rate = (long) (arrived * 1e9 / waited);
        if (rate < limits.minRate()) {
            throw new IOException(
                    "it sends %d bytes in a second, at least %d are needed".formatted(rate, limits.minRate()));
        }
        waited = 0;
        arrived = 0;
    }

    long count() {
        return count;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** Why reading failed, null when it did not. */
    IOException failure() {
        return failure;
    }
}
