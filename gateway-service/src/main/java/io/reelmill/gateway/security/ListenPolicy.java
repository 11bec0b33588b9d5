package io.reelmill.gateway.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Beyond loopback no port is open without a token. */
public enum ListenPolicy {
    /** The port of the API. */
    API("an API token", "REELMILL_API_TOKEN_FILE", "QUARKUS_HTTP_HOST"),
    /** The port on which workers claim and deaths are reported. */
    INTERNAL("a token for the internal port", "REELMILL_CLAIMS_TOKEN_FILE", "QUARKUS_MANAGEMENT_HOST");

    private final String token;
    private final String tokenVariable;
    private final String hostVariable;

    ListenPolicy(String token, String tokenVariable, String hostVariable) {
        this.token = token;
        this.tokenVariable = tokenVariable;
        this.hostVariable = hostVariable;
    }

    /**
     * Fails with a sentence for people when the port would be open to others.
     *
     * @throws IllegalStateException when the host is not loopback and there is no token
     */
    public void check(String host, boolean tokenPresent) {
        if (!tokenPresent && !loopback(host)) {
            throw new IllegalStateException(
                    "refusing to listen on %s without %s: set %s to a file that holds one, or %s to 127.0.0.1"
                            .formatted(host, token, tokenVariable, hostVariable));
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
