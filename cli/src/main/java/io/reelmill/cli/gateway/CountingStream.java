package io.reelmill.cli.gateway;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A file that tells how much of it was read. */
final class CountingStream extends FilterInputStream {

    private final LongConsumer read;
    private long total;

    private CountingStream(InputStream in, LongConsumer read) {
        super(in);
        this.read = read;
    }

    static CountingStream open(Path file, LongConsumer read) throws IOException {
        return new CountingStream(Files.newInputStream(file), read);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int some = super.read(buffer, offset, length);
        count(Math.max(0, some));
        return some;
    }

    private void count(int bytes) {
        total += bytes;
        read.accept(total);
    }
}
