package io.reelmill.media.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds the index of an MP4 by reading the headers of its outermost boxes. */
final class MovieFinder {

    private static final int HEADER = 16;
    private static final int HEAD = 1 << 16;
    private static final int MAX_MOVIE = 256 << 20;
    private static final int MAX_BOXES = 10_000;

    private final RangeReader reader;
    private final byte[] head;
    private boolean fragmented;

    MovieFinder(RangeReader reader) throws IOException, InterruptedException {
        this.reader = reader;
        this.head = reader.read(0, HEAD);
    }

    /** The {@code moov} box; empty when there is none, it is too large, or it does not tell all. */
    Optional<Mp4Box> find() throws IOException, InterruptedException {
        Mp4Box movie = null;
        long offset = 0;
        for (int i = 0; i < MAX_BOXES && offset + HEADER <= reader.size(); i++) {
            Mp4Box.Header header = Mp4Box.Header.of(ByteBuffer.wrap(bytes(offset, HEADER)));
            long size = header.size() == HEADER && header.length() < HEADER ? HEADER : header.size();
            if (header.type().equals("moof")) {
                fragmented = true;
                break;
            }
            if (header.type().equals("moov") && movie == null) {
                movie = movie(offset, header);
                if (movie == null) {
                    break;
                }
            }
            if (size < header.length()) {
                break;
            }
            offset += size;
        }
        return Optional.ofNullable(fragmented ? null : movie);
    }

    private Mp4Box movie(long offset, Mp4Box.Header header) throws IOException, InterruptedException {
        if (header.size() > MAX_MOVIE || header.size() < header.length() || offset + header.size() > reader.size()) {
            return null;
        }
        byte[] body = bytes(offset + header.length(), (int) header.size() - header.length());
        return new Mp4Box("moov", ByteBuffer.wrap(body));
    }

    private byte[] bytes(long offset, int length) throws IOException, InterruptedException {
        if (offset + length <= head.length) {
            return java.util.Arrays.copyOfRange(head, (int) offset, (int) offset + length);
        }
        return reader.read(offset, length);
    }
}
