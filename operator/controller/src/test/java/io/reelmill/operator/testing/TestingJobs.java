package io.reelmill.operator.testing;

import com.sun.net.httpserver.HttpExchange;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Jobs that do what a test says, as the gateway's interface shows them, and their event streams. Thread-safe. */
public final class TestingJobs {

    private static final String CREATED = "2026-01-01T00:00:00Z";
    private static final String END = "end";
    private static final String NAME = "media.reelmill.io/name";

    private final Map<String, Map<String, Object>> jobs = new ConcurrentHashMap<>();
    private final Map<String, Object> attempts = new ConcurrentHashMap<>();
    private final Map<String, List<BlockingQueue<String>>> streams = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean streaming = true;
    private volatile Instead instead;

    private record Instead(int status, String body) {}

    /** The id of the job of a MediaJob; null before it was submitted. */
    public String id(String mediaJob) {
        return jobs.entrySet().stream()
                .filter(job -> mediaJob.equals(((Map<?, ?>) job.getValue().get("labels")).get(NAME)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** There is a job with these labels. */
    public void put(String id, Map<String, String> labels) {
        jobs.put(
                id,
                new ConcurrentHashMap<>(
                        Map.of("id", id, "state", "QUEUED", "labels", labels, "percent", 0, "createdAt", CREATED)));
    }

    /** The job is so from now on, and its streams tell. */
    public void change(String id, Map<String, Object> fields) {
        jobs.get(id).putAll(fields);
        streams.getOrDefault(id, List.of()).forEach(stream -> stream.add(Messages.write(jobs.get(id))));
    }

    /** What is known of its attempts, as the gateway shows it. */
    public void attempts(String id, Map<String, Object> shown) {
        attempts.put(id, shown);
    }

    /** There is no such job any more. */
    public void forget(String id) {
        jobs.remove(id);
    }

    /** How often the job itself was asked for. */
    public long asked(String id) {
        return asked.stream().filter(id::equals).count();
    }

    /** Streams that are open for a job. */
    public int streams(String id) {
        return streams.getOrDefault(id, List.of()).size();
    }

    /** Whether event streams are opened for those who ask. */
    public void streaming(boolean opened) {
        streaming = opened;
    }

    /** Streams that are open end, and no others are opened. */
    public void cut() {
        streaming = false;
        streams.values().forEach(all -> all.forEach(stream -> stream.add(END)));
    }

    /** Something else answers at the address until it ends. */
    public void replaced(int status, String body) {
        instead = new Instead(status, body);
    }

    /** The gateway answers again. */
    public void restored() {
        instead = null;
    }

    void handle(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (instead != null) {
            answer(exchange, instead.status(), instead.body());
        } else if (path.length == 4) {
            collection(exchange);
        } else if (!jobs.containsKey(path[4])) {
            problem(exchange, ProblemCode.JOB_NOT_FOUND, "there is no job " + path[4]);
        } else if (path.length == 5) {
            job(exchange, path[4]);
        } else if (path[5].equals("cancel")) {
            change(path[4], Map.of("state", "CANCELLED"));
            answer(exchange, 200, Messages.write(jobs.get(path[4])));
        } else if (path[5].equals("attempts")) {
            answer(exchange, 200, Messages.write(attempts.getOrDefault(path[4], Map.of())));
        } else if (path[5].equals("events") && streaming) {
            stream(exchange, path[4]);
        } else {
            problem(exchange, ProblemCode.NOT_FOUND, "see /q/openapi for what there is");
        }
    }

    private void collection(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            String id = "job-" + exchange.getRequestHeaders().getFirst("Idempotency-Key");
            Map<?, ?> order = Messages.read(read(exchange), Map.class);
            if (!jobs.containsKey(id)) {
                Map<String, String> labels = new HashMap<>();
                ((Map<?, ?>) order.get("labels")).forEach((key, value) -> labels.put(key.toString(), value.toString()));
                put(id, labels);
            }
            answer(exchange, 201, Messages.write(jobs.get(id)));
        } else {
            answer(exchange, 200, Messages.write(Map.of("items", List.of())));
        }
    }

    private void job(HttpExchange exchange, String id) throws IOException {
        if (exchange.getRequestMethod().equals("PATCH")) {
            Map<?, ?> changes = Messages.read(read(exchange), Map.class);
            changes.forEach((key, value) -> jobs.get(id).put(key.toString(), value));
        } else {
            asked.add(id);
        }
        answer(exchange, 200, Messages.write(jobs.get(id)));
    }

    private void stream(HttpExchange exchange, String id) throws IOException {
        BlockingQueue<String> news = new LinkedBlockingQueue<>(List.of(Messages.write(jobs.get(id))));
        List<BlockingQueue<String>> of = streams.computeIfAbsent(id, ignored -> new CopyOnWriteArrayList<>());
        of.add(news);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (String told = news.take(); !END.equals(told); told = news.poll(1, TimeUnit.SECONDS)) {
                String lines = told == null ? ":\n\n" : "event: job\ndata: " + told + "\n\n";
                out.write(lines.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            of.remove(news);
        }
    }

    static void problem(HttpExchange exchange, ProblemCode code, String detail) throws IOException {
        answer(
                exchange,
                code.status(),
                Messages.write(Map.of("type", "urn:reelmill:problem:x", "code", code.name(), "detail", detail)));
    }

    static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String read(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** One attempt as the gateway shows it; {@code outcome} null while it runs. */
    public static Map<String, Object> attempt(String task, int number, String worker, String queue, String outcome) {
        Map<String, Object> attempt = new HashMap<>(
                Map.of("number", number, "worker", worker, "claimedAt", CREATED, "queue", queue, "detail", "evidence"));
        if (outcome != null) {
            attempt.putAll(Map.of("outcome", outcome, "endedAt", CREATED));
        }
        return new HashMap<>(Map.of("taskId", task, "attempt", attempt));
    }
}
