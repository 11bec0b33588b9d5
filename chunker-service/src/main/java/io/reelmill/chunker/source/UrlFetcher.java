package io.reelmill.chunker.source;

import io.reelmill.chunker.ChunkerConfig;
import io.reelmill.common.job.FailureCode;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.OptionalLong;

/** Copies what stands at an {@code http(s)} address into storage. Every hop of a redirect is checked. */
@ApplicationScoped
class UrlFetcher {

    private final ObjectStore store;
    private final ChunkerConfig.Fetch config;
    private final long maxBytes;
    private final PublicHosts hosts;
    private final HttpClient http;

    @Inject
    UrlFetcher(ObjectStore store, ChunkerConfig config) {
        this(store, config.fetch(), config.limits().bytes().asLongValue());
    }

    UrlFetcher(ObjectStore store, ChunkerConfig.Fetch config, long maxBytes) {
        this.store = store;
        this.config = config;
        this.maxBytes = maxBytes;
        this.hosts = new PublicHosts(new AddressPolicy(config.allowPrivateAddresses()));
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.patience())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    void fetch(String url, String key) throws TaskFailure, InterruptedException {
        URI address = hosts.parse(url);
        for (int hop = 0; hop <= config.redirects(); hop++) {
            hosts.require(address);
            HttpResponse<InputStream> response = get(address);
            if (response.statusCode() / 100 != 3) {
                store(address, response, key);
                return;
            }
            close(response);
            address = next(address, response);
        }
        throw TaskFailure.badSource(
                FailureCode.SOURCE_UNREACHABLE,
                "%s redirects more than %d times".formatted(PublicHosts.shown(URI.create(url)), config.redirects()));
    }

    private HttpResponse<InputStream> get(URI address) throws TaskFailure, InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(config.patience())
                    .header("Accept-Encoding", "identity")
                    .header("User-Agent", "reelmill")
                    .build();
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw unreachable(address, e.toString());
        }
    }

    private URI next(URI from, HttpResponse<?> response) throws TaskFailure {
        String location = response.headers().firstValue("Location").orElse(null);
        if (location == null) {
            throw unreachable(from, "status " + response.statusCode() + " without a location");
        }
        try {
            return hosts.parse(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            throw unreachable(from, "it redirects to something that is no address");
        }
    }

    private void store(URI address, HttpResponse<InputStream> response, String key) throws TaskFailure {
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        try (SourceStream body = new SourceStream(response.body(), length, maxBytes, config.patience())) {
            requireFound(address, response.statusCode());
            if (length.orElse(0) > maxBytes) {
                throw tooLarge(address, length.getAsLong());
            }
            copy(address, body, length, key);
        } catch (IOException e) {
            throw unreachable(address, e.toString());
        }
    }

    private void copy(URI address, SourceStream body, OptionalLong length, String key) throws TaskFailure {
        try {
            store.upload(key, body, length, "application/octet-stream");
        } catch (RuntimeException e) {
            if (body.tooLong()) {
                throw tooLarge(address, body.count());
            }
            if (body.failure() != null) {
                throw unreachable(address, "after %d bytes: %s".formatted(body.count(), body.failure()));
            }
            throw e;
        }
    }

    private static void requireFound(URI address, int status) throws TaskFailure {
        if (status == 404 || status == 410 || status == 401 || status == 403) {
            throw TaskFailure.badSource(
                    FailureCode.SOURCE_NOT_FOUND,
                    "%s answers with status %d".formatted(PublicHosts.shown(address), status));
        }
        if (status != 200) {
            throw unreachable(address, "status " + status);
        }
    }

    private TaskFailure tooLarge(URI address, long bytes) {
        return TaskFailure.badSource(
                FailureCode.TOO_LARGE,
                "%s has at least %d bytes; at most %d are accepted"
                        .formatted(PublicHosts.shown(address), bytes, maxBytes));
    }

    private static TaskFailure unreachable(URI address, String why) {
        return TaskFailure.badSource(
                FailureCode.SOURCE_UNREACHABLE, "%s cannot be fetched: %s".formatted(PublicHosts.shown(address), why));
    }

    private static void close(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            body.skip(0);
        } catch (IOException e) {
            // Nothing of it is wanted.
        }
    }
}
