package io.reelmill.merge.publish;

import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.messaging.worker.TaskFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails as soon as the attempt is stopped, so that an upload does not go on. */
final class StoppableStream extends FilterInputStream {

    private final MergeAttempt attempt;

    StoppableStream(InputStream in, MergeAttempt attempt) {
        super(in);
        this.attempt = attempt;
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        check();
        return super.read(bytes, offset, length);
    }

    private void check() throws IOException {
        try {
            attempt.check();
        } catch (TaskFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
