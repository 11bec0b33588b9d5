package io.reelmill.gateway.security;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps a port without a token from the pages of others. Every page that a person looks at can send requests to that
 * person's machine, and can lead a name of its own there to read the answers as well (DNS rebinding). Browsers say where a
 * request comes from and for whom it is; other callers send no origin, and are trusted as whoever has an account here.
 */
final class OriginPolicy {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** As they are written, since a name that must be asked for may be anybody's. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    /** What a browser says of requests by the page itself, and by a person (W3C, Fetch Metadata). */
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String host;

    /** @param host where the port listens: a name for it that was chosen here */
    OriginPolicy(String host) {
        this.host = host;
    }

    /** Why a request is not served; empty when it is. */
    Optional<ProblemException> refusal(HttpServerRequest request) {
        HostAndPort asked = request.authority();
        if (asked == null || !own(asked.host())) {
            return refused(
                    ProblemCode.FOREIGN_HOST,
                    "without a token only requests to localhost or a loopback address are answered; this one names "
                            + (asked == null ? "no host" : asked));
        }
        if (READING.contains(request.method().name())) {
            return Optional.empty();
        }
        String origin = request.getHeader("Origin");
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = origin == null
                ? site != null && !OWN_SITE.contains(site)
                : !origin.equalsIgnoreCase(request.scheme() + "://" + asked);
        return foreign
                ? refused(
                        ProblemCode.FOREIGN_ORIGIN,
                        "without a token pages of other sites may change nothing; this one is "
                                + (origin == null ? site : origin))
                : Optional.empty();
    }

    private boolean own(String asked) {
        return LOOPBACK.matcher(asked).matches() || asked.equalsIgnoreCase(host);
    }

    private static Optional<ProblemException> refused(ProblemCode code, String detail) {
        return Optional.of(ProblemException.of(code, detail));
    }
}
