package io.reelmill.operator.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes reports of deaths, and says of each worker what it is told to say; has the jobs that it is given. */
public final class TestingGateway implements AutoCloseable {

    /** A report as it came. */
    public record Report(String worker, Termination death) {}

    private final HttpServer server;
    private final List<Report> reports = new CopyOnWriteArrayList<>();
    private final Map<String, List<Verdict>> verdicts = new ConcurrentHashMap<>();
    private final Map<String, Runnable> follow = new ConcurrentHashMap<>();
    private final TestingJobs jobs = new TestingJobs();

    public TestingGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/internal/v1/workers/", this::report);
        server.createContext("/api/v1/jobs", jobs::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Variables of an operator that asks this gateway and watches one namespace, with more of them. */
    public Map<String, String> environment(String namespace, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("REELMILL_OPERATOR_GATEWAY_URL", url());
        all.put("REELMILL_OPERATOR_GATEWAY_INTERNAL_URL", url());
        all.put("QUARKUS_OPERATOR_SDK_NAMESPACES", namespace);
        return all;
    }

    /** Its jobs. */
    public TestingJobs jobs() {
        return jobs;
    }

    /** Every report about a worker, the first one first. */
    public List<Report> reports(String worker) {
        return reports.stream().filter(report -> report.worker().equals(worker)).toList();
    }

    /** The worker has a task of a job of a MediaJob. */
    public void holds(String worker, String jobId, Outcome outcome, String sentence, Map<String, String> mediaJob) {
        jobs.put(jobId, mediaJob);
        holds(worker, jobId, outcome, sentence);
    }

    /** The worker has a task of a job that is there. */
    public void holds(String worker, String jobId, Outcome outcome, String sentence) {
        verdicts.put(worker, List.of(new Verdict(jobId, "chunk-1080p-00017", 1, outcome, "evidence", sentence)));
    }

    /** What happens when a death of the worker is reported. */
    public void reported(String worker, Runnable then) {
        follow.put(worker, then);
    }

    private void report(HttpExchange exchange) throws IOException {
        String worker = exchange.getRequestURI().getPath().split("/")[4];
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        reports.add(new Report(worker, Messages.read(body, Termination.class)));
        follow.getOrDefault(worker, () -> {}).run();
        TestingJobs.answer(exchange, 200, Messages.write(new Verdict.Answer(verdicts.getOrDefault(worker, List.of()))));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
