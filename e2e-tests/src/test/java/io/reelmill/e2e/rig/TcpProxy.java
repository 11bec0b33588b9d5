package io.reelmill.e2e.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a client and a server on the loopback interface and behaves as badly as it is told to. Thread-safe. */
public final class TcpProxy implements AutoCloseable {

    /**
     * What happens to bytes.
     *
     * @param kind in which way
     * @param bytesPerSecond most bytes in each direction of a connection, where slow
     * @param delayMillis by how much each piece comes late, where slow
     */
    public record Weather(Kind kind, long bytesPerSecond, long delayMillis) {

        public static final Weather FAIR = new Weather(Kind.FAIR, 0, 0);
        public static final Weather CUT = new Weather(Kind.CUT, 0, 0);
        static final Weather HALF_OPEN = new Weather(Kind.HALF_OPEN, 0, 0);

        public static Weather slow(long bytesPerSecond, long delayMillis) {
            return new Weather(Kind.SLOW, bytesPerSecond, delayMillis);
        }

        public enum Kind {
            /** They pass. */
            FAIR,
            /** They pass late and little at a time. */
            SLOW,
            /** Connections are reset, new ones as well. */
            CUT,
            /** They vanish; connections stay open, and new ones are accepted. What lost bytes stays so ever after. */
            HALF_OPEN
        }
    }

    private final ServerSocket listener;
    private final List<Integer> targets;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private volatile Weather weather = Weather.FAIR;

    /** Listens on one port and forwards to another. */
    public TcpProxy(int port, int target) throws IOException {
        this(port, List.of(target));
    }

    /** Listens on one port and forwards each connection to the next of the others that takes it. */
    public TcpProxy(int port, List<Integer> targets) throws IOException {
        this.targets = List.copyOf(targets);
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread acceptor = new Thread(this::accept, "proxy-" + port);
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                accepted(listener.accept());
            } catch (IOException e) {
                // Closed, or a client that gave up while it was accepted.
            }
        }
    }

    private void accepted(Socket client) throws IOException {
        if (weather.kind() == Weather.Kind.CUT) {
            ProxiedConnection.reset(client);
            return;
        }
        boolean silent = weather.kind() == Weather.Kind.HALF_OPEN;
        Socket server = silent ? null : connect();
        if (server == null && !silent) {
            ProxiedConnection.reset(client);
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(this, client, server);
        open.add(connection);
        connection.start();
    }

    /** Null when nobody takes it. */
    private Socket connect() {
        int first = turn.getAndIncrement();
        for (int i = 0; i < targets.size(); i++) {
            try {
                int target = targets.get(Math.floorMod(first + i, targets.size()));
                return new Socket(InetAddress.getLoopbackAddress(), target);
            } catch (IOException e) {
                // The next one, perhaps.
            }
        }
        return null;
    }

    Weather weather() {
        return weather;
    }

    /** Bytes that clients have sent so far. */
    long sent() {
        return sent.get();
    }

    void count(int bytes) {
        sent.addAndGet(bytes);
    }

    void ended(ProxiedConnection connection) {
        open.remove(connection);
    }

    /** From now on it is so. Connections that lost bytes never find their other end again: nobody tells the client. */
    public void set(Weather next) {
        weather = next;
        for (ProxiedConnection connection : open) {
            if (next.kind() == Weather.Kind.CUT) {
                connection.reset();
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(ProxiedConnection::reset);
    }
}
