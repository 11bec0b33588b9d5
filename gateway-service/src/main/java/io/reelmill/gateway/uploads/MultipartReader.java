package io.reelmill.gateway.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code multipart/form-data} (RFC 7578) part by part as it arrives, in the memory of one buffer whatever the size
 * of a part. Not thread-safe.
 */
final class MultipartReader {

    private static final int BUFFER = 64 << 10;
    private static final int MAX_HEADER_BYTES = 4 << 10;
    private static final int MAX_BOUNDARY = 70;
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s\"]+))", Pattern.CASE_INSENSITIVE);

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private PartBody body;

    /** @param contentType the request's, with its boundary */
    MultipartReader(InputStream in, String contentType) throws MultipartException {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary(contentType)).getBytes(StandardCharsets.ISO_8859_1);
        // The first boundary may stand at the very beginning, where no line ends before it.
        buffer[limit++] = '\r';
        buffer[limit++] = '\n';
    }

    private static String boundary(String contentType) throws MultipartException {
        Matcher matcher = BOUNDARY.matcher(contentType);
        String found = matcher.find() ? (matcher.group(1) != null ? matcher.group(1) : matcher.group(2)) : "";
        if (found.isEmpty() || found.length() > MAX_BOUNDARY) {
            throw new MultipartException("the Content-Type needs a boundary of 1 to " + MAX_BOUNDARY + " characters");
        }
        return found;
    }

    /** The next part, null after the last one. What was not read of the part before is skipped. */
    MultipartPart next() throws IOException {
        if (body == null) {
            body = new PartBody();
        }
        body.transferTo(OutputStream.nullOutputStream());
        position += delimiter.length;
        if (lastBoundary()) {
            return null;
        }
        MultipartPart.Header header = MultipartPart.Header.parse(headers());
        body = new PartBody();
        return new MultipartPart(header, body);
    }

    private boolean lastBoundary() throws IOException {
        require(2);
        boolean last = buffer[position] == '-' && buffer[position + 1] == '-';
        if (!last && !line().isEmpty()) {
            throw new MultipartException("something follows a boundary on its line");
        }
        return last;
    }

    private String headers() throws IOException {
        StringBuilder headers = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.append(line).append('\n');
            if (headers.length() > MAX_HEADER_BYTES) {
                throw new MultipartException("the headers of a part are too long");
            }
        }
        return headers.toString();
    }

    private String line() throws IOException {
        int end = position;
        while (true) {
            while (end + 1 < limit && !(buffer[end] == '\r' && buffer[end + 1] == '\n')) {
                end++;
            }
            if (end + 1 < limit) {
                String line = new String(buffer, position, end - position, StandardCharsets.UTF_8);
                position = end + 2;
                return line.stripTrailing();
            }
            if (end - position > MAX_HEADER_BYTES) {
                throw new MultipartException("a header of a part is too long");
            }
            int scanned = end - position;
            fill();
            end = position + scanned;
        }
    }

    private void require(int bytes) throws IOException {
        while (limit - position < bytes) {
            fill();
        }
    }

    /** Reads more, after what is there; fails at the end, since a last boundary must come before it. */
    private void fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
        }
        int read = in.read(buffer, limit, buffer.length - limit);
        if (read < 0) {
            throw new MultipartException("the body ends before its last boundary");
        }
        limit += read;
    }

    /** Where the delimiter begins, or where it could begin when its rest has not arrived. */
    private int delimiterOrEnd() {
        for (int at = position; at < limit; at++) {
            int compared = Math.min(delimiter.length, limit - at);
            if (buffer[at] == '\r' && Arrays.equals(buffer, at, at + compared, delimiter, 0, compared)) {
                return at;
            }
        }
        return limit;
    }

    /** The bytes up to the next delimiter. */
    private final class PartBody extends InputStream {

        /** Up to here the buffer holds nothing but the part's bytes. */
        private int clear;

        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (ended) {
                return -1;
            }
            while (clear <= position) {
                clear = delimiterOrEnd();
                if (clear == position) {
                    if (limit - position >= delimiter.length) {
                        ended = true;
                        return -1;
                    }
                    fill();
                    clear = 0;
                }
            }
            int count = Math.min(length, clear - position);
            System.arraycopy(buffer, position, into, from, count);
            position += count;
            return count;
        }
    }

    /** The body is not what it says it is. */
    static final class MultipartException extends IOException {
        MultipartException(String message) {
            super(message);
        }
    }

    /** Whether a content type is this one. */
    static boolean is(String contentType) {
        return contentType != null
                && contentType.toLowerCase(Locale.ROOT).strip().startsWith("multipart/form-data");
    }
}
