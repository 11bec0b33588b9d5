package io.reelmill.chunker.source;

import io.reelmill.chunker.ChunkerConfig;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

/**
 * Asks servers for sources: straight, without a proxy, and for each answer over a connection of its own that went to an
 * allowed address. Follows no redirect by itself.
 */
final class SourceClient {

    private final OkHttpClient http;

    SourceClient(Predicate<InetAddress> allowed, Dns dns, ChunkerConfig.Fetch config) {
        this.http = new OkHttpClient.Builder()
                .dns(dns)
                .proxy(Proxy.NO_PROXY)
                .socketFactory(new CheckedSockets(allowed))
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .fastFallback(false)
                .connectTimeout(config.patience())
                .readTimeout(config.patience())
                .build();
    }

    /** A question that is answered, body included, within the time. */
    Call get(URI address, Duration time) {
        Request request = new Request.Builder()
                .url(address.toString())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "reelmill")
                .build();
        Call call = http.newCall(request);
        call.timeout().timeout(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
        return call;
    }
}
