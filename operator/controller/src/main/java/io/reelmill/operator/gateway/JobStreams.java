package io.reelmill.operator.gateway;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Follows jobs by their event streams, as many at once as is configured. What it cannot tell is asked for. Thread-safe. */
@ApplicationScoped
public class JobStreams {

    private final Map<JobId, JobStream> streams = new ConcurrentHashMap<>();
    private final Gateway gateway;
    private final GatewayConfig config;
    private final Clock clock;

    JobStreams(Gateway gateway, GatewayConfig config, Clock clock) {
        this.gateway = gateway;
        this.config = config;
        this.clock = clock;
    }

    /** The job as its stream told it last; empty when it has none, or nothing came lately. */
    public Optional<GatewayJob> latest(JobId id) {
        return Optional.ofNullable(streams.get(id)).flatMap(JobStream::latest);
    }

    /** Whether a stream tells of the job; one that is just being opened does not yet. */
    public boolean following(JobId id) {
        return latest(id).isPresent();
    }

    /**
     * Follows a job from now on, unless it is followed already or too many are.
     *
     * @param told is called for each change, and when a stream that told some ends, on a thread of the stream
     */
    public void follow(JobId id, Consumer<GatewayJob> told) {
        JobStream old = streams.get(id);
        if (old != null && !old.alive()) {
            old.close();
            streams.remove(id, old);
        }
        if (streams.size() < config.streams()) {
            streams.computeIfAbsent(id, ignored -> open(id, told));
        }
    }

    /** Stops following a job. */
    public void forget(JobId id) {
        JobStream stream = streams.remove(id);
        if (stream != null) {
            stream.close();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        streams.values().forEach(JobStream::close);
    }

    /** Whoever relied on it looks again, but not over and over where streams do not last. */
    private void ended(JobId id, JobStream stream, Consumer<GatewayJob> told) {
        if (streams.remove(id, stream)) {
            stream.servedFor(config.pollInterval()).ifPresent(told);
        }
    }

    private JobStream open(JobId id, Consumer<GatewayJob> told) {
        JobStream stream = new JobStream(clock, told, over -> ended(id, over, told));
        try {
            HttpRequest request = gateway.api()
                    .request(Gateway.path(id) + "/events")
                    .header("Accept", "text/event-stream")
                    .build();
            gateway.api()
                    .client()
                    .sendAsync(
                            request,
                            response -> response.statusCode() == 200
                                    ? BodyHandlers.fromLineSubscriber(stream).apply(response)
                                    : BodySubscribers.replacing(null))
                    .whenComplete((response, failure) -> ended(id, stream, told));
        } catch (GatewayProblem unreadableToken) {
            return null;
        }
        return stream;
    }
}
