package io.reelmill.messaging.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reelmill.common.message.Claim;
import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * The gateway's place, with its rules: the first claim of an attempt wins, the same claim again gets the same answer, and
 * another one is told to drop the record, since the holders of these tests live.
 */
final class TestingClaimDesk implements AutoCloseable {

    /** Every question, in order. */
    final List<Claim.Request> asked = new CopyOnWriteArrayList<>();

    /** Every question that claims nothing, in order. */
    final List<Claim.Request> looked = new CopyOnWriteArrayList<>();

    private final Map<String, Claim.Request> granted = new ConcurrentHashMap<>();
    private final Queue<Answer> next = new ArrayDeque<>();
    private final HttpServer server;

    /** How to answer one question instead. */
    interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    TestingClaimDesk() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/internal/v1/claims", this::answer);
        server.createContext("/internal/v1/claims/looks", this::look);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers the next questions so, one each. */
    synchronized void next(Answer... answers) {
        next.addAll(List.of(answers));
    }

    /** An answer with a status and no verdict. */
    static Answer status(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    /** What somebody else answers in the gateway's place. */
    static Answer page() {
        return exchange -> {
            byte[] body = "<html>it works</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        };
    }

    /** An answer that breaks off in its middle and leaves the connection open. */
    static Answer half() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 100);
            OutputStream body = exchange.getResponseBody();
            body.write('{');
            body.flush();
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        Claim.Request claim = read(exchange);
        asked.add(claim);
        Answer other;
        synchronized (this) {
            other = claim.jobId().startsWith("refused") ? status(400) : next.poll();
        }
        if (other != null) {
            other.write(exchange);
            return;
        }
        Claim.Request first = granted.computeIfAbsent(key(claim), a -> claim);
        respond(exchange, first.equals(claim) ? Claim.Verdict.RUN : Claim.Verdict.DROP);
    }

    private void look(HttpExchange exchange) throws IOException {
        Claim.Request claim = read(exchange);
        looked.add(claim);
        respond(exchange, granted.containsKey(key(claim)) ? Claim.Verdict.DROP : Claim.Verdict.RUN);
    }

    private static String key(Claim.Request claim) {
        return claim.taskId() + claim.jobId() + claim.attempt();
    }

    private static Claim.Request read(HttpExchange exchange) throws IOException {
        return Messages.read(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), Claim.Request.class);
    }

    private static void respond(HttpExchange exchange, Claim.Verdict verdict) throws IOException {
        byte[] body =
                Messages.write(new Claim.Response(verdict, "as the rules say")).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
