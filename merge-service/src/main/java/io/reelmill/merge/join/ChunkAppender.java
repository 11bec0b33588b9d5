package io.reelmill.merge.join;

import io.reelmill.merge.mp4.FragmentWriter;
import io.reelmill.merge.mp4.SampleTable;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Adler32;

/** Appends chunks to one file: a fresh {@code moof} for every GOP, the frames byte for byte. */
final class ChunkAppender implements Closeable {

    private final Path target;
    private final long[] clock;
    private final long delay;
    private final FragmentWriter writer;
    private final OutputStream out;
    private final SampleTable joined = new SampleTable();
    private final int[] checksums;
    private final List<Joined.Span> spans = new ArrayList<>();
    private long position;
    private byte[] buffer = new byte[1 << 16];

    ChunkAppender(Path target, byte[] initialization, int trackId, long[] clock, long delay) throws IOException {
        this.target = target;
        this.clock = clock;
        this.delay = delay;
        this.writer = new FragmentWriter(trackId, delay);
        this.checksums = new int[clock.length - 1];
        this.out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 20);
        write(initialization, initialization.length);
    }

    void append(ChunkFile chunk) throws IOException {
        SampleTable samples = chunk.index().samples();
        int base = joined.count();
        try (RandomAccessFile in = new RandomAccessFile(chunk.path().toFile(), "r")) {
            for (int from = 0; from < samples.count(); from = samples.nextKey(from)) {
                int to = samples.nextKey(from);
                byte[] header = writer.header(samples, from, to, i -> clock[base + i]);
                write(header, header.length);
                for (int i = from; i < to; i++) {
                    copy(in, samples, i);
                }
            }
        }
        spans.add(new Joined.Span(chunk.input(), base, joined.count()));
    }

    private void copy(RandomAccessFile in, SampleTable samples, int i) throws IOException {
        int size = samples.size(i);
        if (buffer.length < size) {
            buffer = new byte[size];
        }
        in.seek(samples.offset(i));
        in.readFully(buffer, 0, size);
        Adler32 checksum = new Adler32();
        checksum.update(buffer, 0, size);
        checksums[joined.count()] = (int) checksum.getValue();
        joined.add(position, size, samples.pts(i), samples.key(i));
        write(buffer, size);
    }

    private void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    Joined result(ChunkFile first) {
        return new Joined(
                target,
                first.index().initialization(),
                first.index().timescale(),
                first.index().trackId(),
                joined,
                checksums,
                clock,
                delay,
                List.copyOf(spans));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
