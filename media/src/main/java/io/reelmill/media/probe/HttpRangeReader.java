package io.reelmill.media.probe;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Range requests to an address, such as a presigned one of a store. Not thread-safe. */
public final class HttpRangeReader implements RangeReader {

    private static final int PARTIAL = 206;
    private static final int OK = 200;

    private final HttpClient http;
    private final URI address;
    private final long size;
    private final Duration patience;
    private long bytesRead;

    /**
     * @param http client to use
     * @param address where the file is
     * @param size its size in bytes
     * @param patience how long one answer may take
     */
    public HttpRangeReader(HttpClient http, URI address, long size, Duration patience) {
        this.http = http;
        this.address = address;
        this.size = size;
        this.patience = patience;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException, InterruptedException {
        int wanted = (int) Math.min(length, size - offset);
        if (wanted <= 0) {
            return new byte[0];
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Range", "bytes=" + offset + "-" + (offset + wanted - 1))
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        byte[] body = response.body();
        boolean whole = response.statusCode() == OK && offset == 0 && body.length == wanted;
        if (response.statusCode() != PARTIAL && !whole || body.length != wanted) {
            throw new IOException(
                    "status %d and %d bytes for a range of %d".formatted(response.statusCode(), body.length, wanted));
        }
        bytesRead += body.length;
        return body;
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }
}
