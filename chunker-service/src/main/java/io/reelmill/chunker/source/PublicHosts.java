package io.reelmill.chunker.source;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.messaging.worker.TaskFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import okhttp3.Dns;
import okhttp3.HttpUrl;

/**
 * Checks an address before it is opened: all that its host resolves to must be allowed. A name may resolve to something
 * else a moment later: {@link CheckedSockets} checks where the connection goes.
 */
final class PublicHosts {

    private final Predicate<InetAddress> allowed;
    private final Dns dns;

    PublicHosts(Predicate<InetAddress> allowed, Dns dns) {
        this.allowed = allowed;
        this.dns = dns;
    }

    /** The address, when it is one that can be fetched at all. */
    URI parse(String url) throws TaskFailure {
        URI address;
        try {
            address = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || address.getHost() == null) {
            throw forbidden(address, "only http and https addresses with a host are fetched");
        }
        if (HttpUrl.parse(address.toString()) == null) {
            throw unreadable();
        }
        return address;
    }

    private static TaskFailure unreadable() {
        return TaskFailure.badSource(FailureCode.SOURCE_UNREACHABLE, "the source address cannot be read as a URL");
    }

    /** Refuses a host with any address that is not allowed. */
    void require(URI address) throws TaskFailure {
        List<InetAddress> resolved;
        try {
            resolved = dns.lookup(address.getHost());
        } catch (UnknownHostException e) {
            throw new TaskFailure(Outcome.SOURCE_UNREACHABLE, "the host %s is not known".formatted(address.getHost()));
        }
        for (InetAddress candidate : resolved) {
            if (!allowed.test(candidate)) {
                throw forbidden(address, "%s is not a public address".formatted(candidate.getHostAddress()));
            }
        }
    }

    static TaskFailure forbidden(URI address, String why) {
        return TaskFailure.badSource(FailureCode.SOURCE_FORBIDDEN, "%s is refused: %s".formatted(shown(address), why));
    }

    /** Without user, query and fragment, which may hold secrets. */
    static String shown(URI address) {
        String host = address.getHost() == null ? "" : address.getHost();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + host + port + (address.getPath() == null ? "" : address.getPath());
    }
}
