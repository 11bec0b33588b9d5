package io.reelmill.chunker.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sources are fetched from, with an address for everything that servers do. */
final class TestingSourceServer implements AutoCloseable {

    static final byte[] BODY = "twenty bytes of body".getBytes();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger hits = new AtomicInteger();

    TestingSourceServer() throws IOException {
        this(InetAddress.getLoopbackAddress());
    }

    /** On an address of its own, with each path on its own context. */
    TestingSourceServer(InetAddress address) throws IOException {
        server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        server.setExecutor(threads);
        answers("/", 404, 0);
        answers("/file", 200, BODY.length);
        answers("/chunked", 200, 0);
        answers("/short", 200, BODY.length + 10);
        answers("/broken", 500, 0);
        answers("/busy", 503, 0);
        answers("/denied", 403, 0);
        redirects("/away", "/file");
        redirects("/circle", "/circle");
        redirects("/disk", "file:///etc/passwd");
        server.createContext("/silent", exchange -> begin(exchange, 1000));
        server.createContext("/drip", this::drip);
        server.start();
    }

    String url(String path) {
        return url(server.getAddress().getAddress().getHostAddress(), path);
    }

    /** The address with another name for this server's host. */
    String url(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    /** How often it was asked for anything. */
    int hits() {
        return hits.get();
    }

    void answers(String path, int status, long length) {
        server.createContext(path, exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write(BODY);
            exchange.close();
        });
    }

    void redirects(String path, String location) {
        server.createContext(path, exchange -> {
            hits.incrementAndGet();
            exchange.getResponseHeaders().add("Location", location);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    private OutputStream begin(HttpExchange exchange, long length) throws IOException {
        hits.incrementAndGet();
        exchange.sendResponseHeaders(200, length);
        OutputStream body = exchange.getResponseBody();
        body.write(BODY);
        body.flush();
        return body;
    }

    /** A byte now and then, without end. */
    private void drip(HttpExchange exchange) throws IOException {
        OutputStream body = begin(exchange, 0);
        try {
            while (!closed.await(50, TimeUnit.MILLISECONDS)) {
                body.write(1);
                body.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
