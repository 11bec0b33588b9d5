package io.reelmill.gateway.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Beyond loopback there is no service without a token. */
final class ListenPolicy {

    private ListenPolicy() {}

    /** Fails with a sentence for people when the API would be open to others. */
    static void check(String host, boolean tokenPresent) {
        if (!tokenPresent && !loopback(host)) {
            throw new IllegalStateException(
                    "refusing to listen on %s without an API token: set REELMILL_API_TOKEN_FILE to a file that holds one, or QUARKUS_HTTP_HOST to 127.0.0.1"
                            .formatted(host));
        }
    }

    /** A name that cannot be resolved is not taken for loopback. */
    static boolean loopback(String host) {
        try {
            InetAddress[] all = InetAddress.getAllByName(host);
            for (InetAddress address : all) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return !host.isBlank();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
