package io.reelmill.chunker.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The body of an answer while it is copied: ends with an error when it is too long, shorter than announced, or silent for
 * too long. Not thread-safe.
 */
final class SourceStream extends FilterInputStream {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "source-patience");
        thread.setDaemon(true);
        return thread;
    });

    private final OptionalLong announced;
    private final long maxBytes;
    private final Duration patience;
    private long count;
    private boolean tooLong;
    private volatile boolean silent;
    private IOException failure;

    SourceStream(InputStream in, OptionalLong announced, long maxBytes, Duration patience) {
        super(in);
        this.announced = announced;
        this.maxBytes = maxBytes;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int got = read(one, 0, 1);
        return got < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        ScheduledFuture<?> alarm = TIMER.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return counted(super.read(bytes, offset, length));
        } catch (IOException e) {
            failure = silent ? new IOException("nothing came for " + patience.toSeconds() + " s") : e;
            throw failure;
        } finally {
            alarm.cancel(false);
        }
    }

    private int counted(int got) throws IOException {
        if (got < 0 && silent) {
            throw new IOException("closed");
        }
        if (got < 0 && announced.isPresent() && count < announced.getAsLong()) {
            throw new IOException("it ended before the %d bytes that were announced".formatted(announced.getAsLong()));
        }
        count += Math.max(0, got);
        if (count > maxBytes) {
            tooLong = true;
            throw new IOException("more than " + maxBytes + " bytes");
        }
        return got;
    }

    private void giveUp() {
        silent = true;
        try {
            in.close();
        } catch (IOException e) {
            // The reader sees the end of the stream.
        }
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
