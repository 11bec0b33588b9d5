package io.reelmill.e2e.rig;

import io.reelmill.e2e.rig.TcpProxy.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Every connection of every service, each through a proxy of its own. */
public final class Links {

    /** Most bytes in a second and the delay of each piece on a slow connection. */
    private static final Weather SLOW = Weather.slow(64 * 1024, 100);

    private final Map<Link, TcpProxy> proxies = new LinkedHashMap<>();

    void add(Link link, int port, List<Integer> targets) {
        try {
            proxies.put(link, new TcpProxy(port, targets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of them. */
    public Set<Link> all() {
        return proxies.keySet();
    }

    /** Lets bytes pass late and few at a time. */
    public void slow(Predicate<Link> which) {
        set(which, SLOW);
    }

    /** Lets so many bytes pass in a second. */
    public void slow(Predicate<Link> which, long bytesPerSecond) {
        set(which, Weather.slow(bytesPerSecond, 0));
    }

    /** Resets connections, and those that come. */
    public void cut(Predicate<Link> which) {
        set(which, Weather.CUT);
    }

    /** Swallows bytes; connections stay open. */
    public void halfOpen(Predicate<Link> which) {
        set(which, Weather.HALF_OPEN);
    }

    /** Lets everything pass again. */
    public void heal() {
        set(link -> true, Weather.FAIR);
    }

    /** Lets everything pass again on these. */
    public void heal(Predicate<Link> which) {
        set(which, Weather.FAIR);
    }

    /** Bytes that the service has sent so far. */
    public long sent(Link link) {
        return proxies.get(link).sent();
    }

    private void set(Predicate<Link> which, Weather weather) {
        proxies.forEach((link, proxy) -> {
            if (which.test(link)) {
                proxy.set(weather);
            }
        });
    }

    void close() {
        proxies.values().forEach(proxy -> {
            try {
                proxy.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
