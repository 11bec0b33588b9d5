package io.reelmill.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers requests and remembers them: those that begin in a prepared way always the same, all others in a prepared order.
 */
public final class TestingGateway implements AutoCloseable {

    private static final String HELD = "held";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Answer> always = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Methods with paths, in the order of their arrival. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** The idempotency key of each; empty when it had none. */
    public final List<String> keys = new CopyOnWriteArrayList<>();

    /** What each said. */
    public final List<String> bodies = new CopyOnWriteArrayList<>();

    private record Answer(int status, String location, String body) {}

    public TestingGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next answer. */
    public TestingGateway answers(int status, String body) {
        answers.add(new Answer(status, null, body));
        return this;
    }

    /** The next answer leads elsewhere. */
    public TestingGateway redirects(String location) {
        answers.add(new Answer(307, location, ""));
        return this;
    }

    /** Requests that begin so are always answered so. */
    public TestingGateway always(String beginning, int status, String body) {
        always.put(beginning, new Answer(status, null, body));
        return this;
    }

    /** Requests that begin so are read, and never answered. */
    public TestingGateway holds(String beginning) {
        return always(beginning, 0, HELD);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer = note(exchange);
        if (answer.body().equals(HELD)) {
            hold();
            exchange.close();
            return;
        }
        if (answer.location() != null) {
            exchange.getResponseHeaders().set("Location", answer.location());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "0");
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Answer note(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(key == null ? "" : key);
        requests.add(request);
        return always.entrySet().stream()
                .filter(entry -> request.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(answers::remove);
    }

    private void hold() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
