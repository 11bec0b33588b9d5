package io.reelmill.gateway.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries bytes from a writer that must not block to a reader that may. The writer is held up while more than the buffer
 * waits, and begins only when the reader first wants something. One writing and one reading thread.
 */
final class BytePipe extends InputStream {

    private final int capacity;
    private final long idleNanos;
    private final Runnable pause;
    private final Runnable resume;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int offset;
    private long buffered;
    private long peak;
    private boolean paused = true;
    private boolean ended;
    private boolean closed;
    private IOException failure;

    /**
     * @param capacity bytes beyond which the writer is paused
     * @param idle how long the reader waits for a byte before it fails
     * @param pause called on the writer's thread, after {@link #write}
     * @param resume called on the reader's thread; the writer is paused until it was called first
     */
    BytePipe(int capacity, Duration idle, Runnable pause, Runnable resume) {
        this.capacity = capacity;
        this.idleNanos = idle.toNanos();
        this.pause = pause;
        this.resume = resume;
    }

    /** Adds bytes, never blocking; the array belongs to the pipe from now on. Dropped when nobody reads any more. */
    void write(byte[] bytes) {
        boolean full = false;
        lock.lock();
        try {
            if (closed || bytes.length == 0) {
                return;
            }
            waiting.add(bytes);
            buffered += bytes.length;
            peak = Math.max(peak, buffered);
            if (buffered >= capacity && !paused) {
                paused = true;
                full = true;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (full) {
            pause.run();
        }
    }

    /** Nothing follows. */
    void end() {
        finish(null);
    }

    /** Nothing follows, and what came is not whole: the reader gets the failure at once. */
    void fail(IOException why) {
        finish(why);
    }

    private void finish(IOException why) {
        lock.lock();
        try {
            if (!ended && failure == null) {
                ended = why == null;
                failure = why;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        if (length == 0) {
            return 0;
        }
        if (wantsMore()) {
            resume.run();
        }
        lock.lock();
        try {
            return await() ? take(into, from, length) : -1;
        } finally {
            lock.unlock();
        }
    }

    /** Resumes at half the capacity, so that the writer is not stopped and started for every buffer. */
    private boolean wantsMore() {
        lock.lock();
        try {
            boolean wants = paused && buffered <= capacity / 2 && !ended && failure == null;
            paused = paused && !wants;
            return wants;
        } finally {
            lock.unlock();
        }
    }

    private boolean await() throws IOException {
        long left = idleNanos;
        while (failure == null && waiting.isEmpty() && !ended) {
            if (left <= 0) {
                throw new StalledException(Duration.ofNanos(idleNanos));
            }
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a caller's bytes");
            }
        }
        if (failure != null) {
            throw failure;
        }
        return !waiting.isEmpty();
    }

    private int take(byte[] into, int from, int length) {
        byte[] first = waiting.element();
        int count = Math.min(length, first.length - offset);
        System.arraycopy(first, offset, into, from, count);
        offset += count;
        buffered -= count;
        if (offset == first.length) {
            waiting.remove();
            offset = 0;
        }
        return count;
    }

    /** The reader gives up: what waits and what still comes is dropped. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            buffered = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Most bytes that ever waited. */
    long peak() {
        lock.lock();
        try {
            return peak;
        } finally {
            lock.unlock();
        }
    }

    /** No byte came for too long. */
    static final class StalledException extends IOException {
        StalledException(Duration idle) {
            super("nothing arrived for " + idle.toSeconds() + " s");
        }
    }
}
