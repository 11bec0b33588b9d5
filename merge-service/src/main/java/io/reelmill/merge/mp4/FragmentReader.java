package io.reelmill.merge.mp4;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the index of a fragmented MP4 with one track; the pictures themselves are not read. */
public final class FragmentReader {

    /** Larger headers than this are not ours. */
    private static final long MAX_HEADER_BYTES = 64L << 20;

    private final FileChannel file;
    private final long length;
    private final ByteArrayOutputStream initialization = new ByteArrayOutputStream();
    private final SampleTable samples = new SampleTable();
    private Box moov;
    private PendingFragment pending;
    private TrackDefaults defaults;
    private long lastDuration;

    private FragmentReader(FileChannel file) throws IOException {
        this.file = file;
        this.length = file.size();
    }

    /**
     * Reads the index of a file.
     *
     * @throws MalformedMediaException when the file is damaged or not such a file
     */
    public static FragmentedFile read(Path path) throws IOException, MalformedMediaException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return new FragmentReader(channel).read();
        }
    }

    private FragmentedFile read() throws IOException, MalformedMediaException {
        long position = 0;
        while (position < length) {
            position = readBox(position);
        }
        if (moov == null) {
            throw new MalformedMediaException("no moov box");
        }
        if (pending != null) {
            throw new MalformedMediaException("the last moof has no mdat");
        }
        int timescale = MovieTracks.timescale(defaults.track());
        return new FragmentedFile(initialization.toByteArray(), timescale, defaults.trackId(), samples, lastDuration);
    }

    private long readBox(long position) throws IOException, MalformedMediaException {
        ByteBuffer header = bytes(position, (int) Math.min(16, length - position));
        if (header.remaining() < Box.HEADER_BYTES) {
            throw new MalformedMediaException("cut off at byte " + length);
        }
        long size = Integer.toUnsignedLong(header.getInt());
        String type = Box.type(header);
        int headerBytes = Box.HEADER_BYTES;
        if (size == 1 && header.remaining() >= Long.BYTES) {
            size = header.getLong();
            headerBytes = 16;
        }
        if (size < headerBytes || size > length - position) {
            throw new MalformedMediaException(
                    "box %s at byte %d claims %d bytes of %d".formatted(type, position, size, length - position));
        }
        accept(type, position, size, headerBytes);
        return position + size;
    }

    private void accept(String type, long position, long size, int headerBytes)
            throws IOException, MalformedMediaException {
        switch (type) {
            case "ftyp" -> initialization.writeBytes(whole(position, size).array());
            case "moov" -> {
                ByteBuffer bytes = whole(position, size);
                initialization.writeBytes(bytes.array());
                moov = Box.parse(bytes).get(0);
                defaults = TrackDefaults.of(moov);
            }
            case "moof" -> {
                if (moov == null) {
                    throw new MalformedMediaException("moof before moov");
                }
                pending = PendingFragment.of(Box.parse(whole(position, size)).get(0), position, defaults);
            }
            case "mdat" -> flush(position + headerBytes, position + size);
            default -> {
                // An index at the end of the file, which a joined file cannot use.
            }
        }
    }

    private void flush(long from, long to) throws MalformedMediaException {
        if (pending != null) {
            lastDuration = pending.addTo(samples, from, to);
            pending = null;
        }
    }

    private ByteBuffer whole(long position, long size) throws IOException, MalformedMediaException {
        if (size > MAX_HEADER_BYTES) {
            throw new MalformedMediaException("a header of " + size + " bytes at byte " + position);
        }
        return bytes(position, (int) size);
    }

    private ByteBuffer bytes(long position, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("file shrank while it was read");
            }
        }
        return buffer.flip();
    }
}
