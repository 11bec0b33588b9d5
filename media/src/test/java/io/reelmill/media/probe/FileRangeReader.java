package io.reelmill.media.probe;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@link RangeReader} of a local file. */
final class FileRangeReader implements RangeReader {

    private final Path file;
    private final long size;
    private long bytesRead;

    FileRangeReader(Path file) throws IOException {
        this.file = file;
        this.size = Files.size(file);
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(offset);
            byte[] bytes = new byte[(int) Math.max(0, Math.min(length, size - offset))];
            in.readFully(bytes);
            bytesRead += bytes.length;
            return bytes;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }
}
