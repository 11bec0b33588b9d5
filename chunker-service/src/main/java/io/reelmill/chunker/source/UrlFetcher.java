package io.reelmill.chunker.source;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.Response;

/** Copies what stands at an {@code http(s)} address into storage. Every hop of a redirect is checked. */
@ApplicationScoped
class UrlFetcher {

    private final ObjectStore store;
    private final ChunkerConfig.Fetch config;
    private final long maxBytes;
    private final PublicHosts hosts;
    private final SourceClient client;

    @Inject
    UrlFetcher(ObjectStore store, ChunkerConfig config) {
        this(store, config, new AddressPolicy(config.fetch().allowPrivateAddresses())::allows, Dns.SYSTEM);
    }

    UrlFetcher(ObjectStore store, ChunkerConfig config, Predicate<InetAddress> allowed, Dns dns) {
        this.store = store;
        this.config = config.fetch();
        this.maxBytes = config.limits().bytes().asLongValue();
        this.hosts = new PublicHosts(allowed, dns);
        this.client = new SourceClient(allowed, dns, config.fetch());
    }

    void fetch(TaskContext context, String url, String key) throws TaskFailure {
        long end = System.nanoTime() + time(context).toNanos();
        URI address = hosts.parse(url);
        for (int hop = 0; hop <= config.redirects(); hop++) {
            hosts.require(address);
            Call call = client.get(address, Duration.ofNanos(end - System.nanoTime()));
            try (TaskContext.Registration stop = context.onStop(call::cancel);
                    Response response = answer(address, call)) {
                if (!response.isRedirect()) {
                    store(address, response, key);
                    return;
                }
                address = next(address, response);
            }
        }
        throw TaskFailure.badSource(
                FailureCode.SOURCE_UNREACHABLE,
                "%s redirects more than %d times".formatted(PublicHosts.shown(URI.create(url)), config.redirects()));
    }

    /** Planning needs some of the attempt's time as well. */
    private Duration time(TaskContext context) {
        Duration left = context.deadline().untilSoft();
        return left.compareTo(config.time()) < 0 ? left : config.time();
    }

    private static Response answer(URI address, Call call) throws TaskFailure {
        try {
            return call.execute();
        } catch (CheckedSockets.ForbiddenAddressException e) {
            throw PublicHosts.forbidden(address, e.getMessage());
        } catch (IOException e) {
            throw unreachable(address, why(e));
        }
    }

    private URI next(URI from, Response response) throws TaskFailure {
        String location = response.header("Location");
        if (location == null) {
            throw unreachable(from, "status " + response.code() + " without a location");
        }
        try {
            return hosts.parse(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw unreachable(from, "it redirects to something that is no address");
        }
    }

    private void store(URI address, Response response, String key) throws TaskFailure {
        requireFound(address, response.code());
        long announced = response.body().contentLength();
        OptionalLong length = announced < 0 ? OptionalLong.empty() : OptionalLong.of(announced);
        if (announced > maxBytes) {
            throw tooLarge(address, announced);
        }
        SourceStream body = new SourceStream(
                response.body().byteStream(),
                new SourceStream.Limits(length, maxBytes, config.minRate().asLongValue(), config.patience()),
                System::nanoTime);
        copy(address, body, length, key);
    }

    private void copy(URI address, SourceStream body, OptionalLong length, String key) throws TaskFailure {
        try {
            store.upload(key, body, length, "application/octet-stream");
        } catch (RuntimeException e) {
            if (body.tooLong()) {
                throw tooLarge(address, body.count());
            }
            if (body.failure() != null) {
                throw unreachable(address, "after %d bytes: %s".formatted(body.count(), why(body.failure())));
            }
            throw e;
        }
    }

    /** What a server calls temporary may be there later; what it denies or does not know will not. */
    private static void requireFound(URI address, int status) throws TaskFailure {
        if (status == 200) {
            return;
        }
        if (status >= 500 || status == 408 || status == 425 || status == 429) {
            throw unreachable(address, "status " + status);
        }
        throw TaskFailure.badSource(
                FailureCode.SOURCE_NOT_FOUND,
                "%s answers with status %d".formatted(PublicHosts.shown(address), status));
    }

    /** Two clocks watch a silent server, the socket's and the client's; whichever is first, the words are the same. */
    private static String why(IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "it was silent for too long";
        }
        return e instanceof InterruptedIOException ? "it takes longer than it may" : e.toString();
    }

    private TaskFailure tooLarge(URI address, long bytes) {
        return TaskFailure.badSource(
                FailureCode.TOO_LARGE,
                "%s has at least %d bytes; at most %d are accepted"
                        .formatted(PublicHosts.shown(address), bytes, maxBytes));
    }

    private static TaskFailure unreachable(URI address, String why) {
        return new TaskFailure(
                Outcome.SOURCE_UNREACHABLE, "%s cannot be fetched: %s".formatted(PublicHosts.shown(address), why));
    }
}
