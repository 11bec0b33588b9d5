package io.reelmill.e2e.rig;

import io.reelmill.e2e.rig.TcpProxy.Weather;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a proxy: a thread for each direction. */
final class ProxiedConnection {

    private static final int PIECE = 8 * 1024;
    private static final long SLICE_MILLIS = 20;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;
    private final AtomicInteger directions;
    private volatile boolean lostBytes;

    /**
     * @param server null where the client only believes that it is connected
     */
    ProxiedConnection(TcpProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.directions = new AtomicInteger(server == null ? 1 : 2);
        this.lostBytes = server == null;
    }

    void start() {
        run("up", () -> pump(client, server, true));
        if (server != null) {
            run("down", () -> pump(server, client, false));
        }
    }

    private static void run(String direction, Runnable pump) {
        Thread thread = new Thread(pump, "proxied-" + direction);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, boolean up) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                pass(piece, length, to, up);
            }
            if (swallows()) {
                lostBytes = true;
                from.close();
            } else {
                to.shutdownOutput();
            }
            if (directions.decrementAndGet() == 0) {
                close();
            }
        } catch (IOException e) {
            if (!lostBytes) {
                reset();
            }
        }
    }

    private void pass(byte[] piece, int length, Socket to, boolean up) throws IOException {
        Weather weather = proxy.weather();
        if (weather.kind() == Weather.Kind.SLOW) {
            hold(weather.delayMillis() + length * 1000L / weather.bytesPerSecond());
        }
        if (swallows()) {
            lostBytes = true;
            return;
        }
        to.getOutputStream().write(piece, 0, length);
        if (up) {
            proxy.count(length);
        }
    }

    private boolean swallows() {
        return lostBytes || proxy.weather().kind() == Weather.Kind.HALF_OPEN;
    }

    /** Not longer than the weather lasts. */
    private void hold(long millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            while (System.nanoTime() < end && proxy.weather().kind() == Weather.Kind.SLOW) {
                Thread.sleep(Math.min(SLICE_MILLIS, Math.max(1, (end - System.nanoTime()) / 1_000_000)));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Both ends are told that the connection is broken. */
    void reset() {
        reset(client);
        if (server != null) {
            reset(server);
        }
        proxy.ended(this);
    }

    private void close() throws IOException {
        client.close();
        if (server != null) {
            server.close();
        }
        proxy.ended(this);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
