package io.reelmill.gateway.uploads;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.reelmill.gateway.store.CreatedJob;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Connects requests, which must not block, with the threads that store their bodies. */
@ApplicationScoped
class UploadStreams {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final UploadsConfig config;
    private final UploadReceiver receiver;
    private final ExecutorService threads;
    private final DistributionSummary buffered;
    private final Vertx vertx;
    private final Set<BytePipe> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    UploadStreams(UploadsConfig config, UploadReceiver receiver, MeterRegistry metrics, Vertx vertx) {
        this.config = config;
        this.vertx = vertx;
        this.receiver = receiver;
        this.buffered = DistributionSummary.builder(Telemetry.UPLOAD_BUFFERED)
                .baseUnit("bytes")
                .register(metrics);
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(0, config.concurrent(), 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "upload-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Uploads may end by themselves for a while; what is left then is given up while everything it needs still runs. */
    void stopSoon(@Observes ShutdownDelayInitiatedEvent event) {
        stopping = true;
        vertx.setTimer(
                config.shutdownGrace().toMillis(), over -> open.forEach(pipe -> pipe.fail(new StoppingException())));
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    /** Receives the body of a request; to be called on its event loop, before anything has read. */
    Uni<CreatedJob> receive(HttpServerRequest request, String idempotencyKey) {
        Context context = Vertx.currentContext();
        BytePipe pipe = connect(request, context);
        open.add(pipe);
        Upload upload = new Upload(
                parameters(request.params(false)),
                request.getHeader("Content-Type"),
                length(request),
                idempotencyKey,
                pipe,
                pipe::fail);
        return Uni.createFrom()
                .<CreatedJob>emitter(emitter -> submit(upload, emitter))
                .onTermination()
                .invoke(() -> {
                    open.remove(pipe);
                    pipe.close();
                    buffered.record(pipe.peak());
                })
                .emitOn(then -> context.runOnContext(ignored -> then.run()));
    }

    private void submit(Upload upload, UniEmitter<? super CreatedJob> emitter) {
        if (stopping) {
            emitter.fail(stopping());
            return;
        }
        try {
            threads.execute(() -> receive(upload, emitter));
        } catch (RejectedExecutionException e) {
            emitter.fail(ProblemException.retryLater(
                    ProblemCode.TOO_MANY_UPLOADS,
                    "%d uploads are being received (reelmill.uploads.concurrent)".formatted(config.concurrent()),
                    SOON));
        }
    }

    /** What an upload is told that the gateway cannot wait for. */
    static ProblemException stopping() {
        return ProblemException.retryLater(ProblemCode.UNAVAILABLE, new StoppingException().getMessage(), SOON);
    }

    /** The gateway ends before the upload does. */
    static final class StoppingException extends IOException {
        StoppingException() {
            super("this gateway is shutting down; send the file again");
        }
    }

    private void receive(Upload upload, UniEmitter<? super CreatedJob> emitter) {
        try {
            emitter.complete(receiver.receive(upload));
        } catch (RuntimeException | StackOverflowError e) {
            emitter.fail(e);
        }
    }

    private BytePipe connect(HttpServerRequest request, Context context) {
        int capacity = (int) Math.min(Integer.MAX_VALUE, config.buffer().asLongValue());
        Runnable start = new Start(request);
        BytePipe pipe = new BytePipe(
                capacity, config.idleTimeout(), request::pause, () -> context.runOnContext(ignored -> start.run()));
        long timer = context.owner()
                .setTimer(
                        config.maxDuration().toMillis(),
                        late -> pipe.fail(new IOException("it took longer than " + config.maxDuration())));
        request.handler(bytes -> pipe.write(bytes.getBytes()));
        request.endHandler(end -> {
            context.owner().cancelTimer(timer);
            pipe.end();
        });
        request.exceptionHandler(gone -> {
            context.owner().cancelTimer(timer);
            pipe.fail(new IOException(gone.getMessage(), gone));
        });
        return pipe;
    }

    /** Lets the sender send; the first time it may be waiting to be asked (RFC 9110, 10.1.1). */
    private static final class Start implements Runnable {
        private final HttpServerRequest request;
        private boolean asked;

        Start(HttpServerRequest request) {
            this.request = request;
            this.asked = !"100-continue".equalsIgnoreCase(request.getHeader("Expect"));
        }

        @Override
        public void run() {
            if (!asked) {
                asked = true;
                request.response().writeContinue();
            }
            request.resume();
        }
    }

    private static OptionalLong length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
    }

    private static Map<String, List<String>> parameters(MultiMap query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        query.names().forEach(name -> parameters.put(name, query.getAll(name)));
        return parameters;
    }
}
