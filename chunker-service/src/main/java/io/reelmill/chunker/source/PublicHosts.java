package io.reelmill.chunker.source;

import io.reelmill.common.job.FailureCode;
import io.reelmill.messaging.worker.TaskFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Checks an address before it is opened: all that its host resolves to must be allowed. The JVM keeps resolved names for a
 * while (30 s by default), so the connection that follows goes to what was checked.
 */
final class PublicHosts {

    private final AddressPolicy policy;

    PublicHosts(AddressPolicy policy) {
        this.policy = policy;
    }

    /** The address, when it is one that can be fetched at all. */
    URI parse(String url) throws TaskFailure {
        URI address;
        try {
            address = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw TaskFailure.badSource(FailureCode.SOURCE_UNREACHABLE, "the source address cannot be read as a URL");
        }
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || address.getHost() == null) {
            throw forbidden(address, "only http and https addresses with a host are fetched");
        }
        return address;
    }

    /** Refuses a host with any address that is not allowed. */
    void require(URI address) throws TaskFailure {
        InetAddress[] resolved;
        try {
            resolved = InetAddress.getAllByName(address.getHost());
        } catch (UnknownHostException e) {
            throw TaskFailure.badSource(
                    FailureCode.SOURCE_UNREACHABLE, "the host %s is not known".formatted(address.getHost()));
        }
        for (InetAddress candidate : resolved) {
            if (!policy.allows(candidate)) {
                throw forbidden(address, "%s is not a public address".formatted(candidate.getHostAddress()));
            }
        }
    }

    private static TaskFailure forbidden(URI address, String why) {
        return TaskFailure.badSource(FailureCode.SOURCE_FORBIDDEN, "%s is refused: %s".formatted(shown(address), why));
    }

    /** Without user, query and fragment, which may hold secrets. */
    static String shown(URI address) {
        String host = address.getHost() == null ? "" : address.getHost();
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + host + port + (address.getPath() == null ? "" : address.getPath());
    }
}
