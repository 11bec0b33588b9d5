package io.reelmill.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds free ports on the loopback interface, below the range that systems take for outgoing connections: a port from
 * that range could be taken, even by a client connecting to itself, while its server is restarted. Thread-safe.
 */
public final class FreePorts {

    static final int LOWEST = 20_000;
    static final int HIGHEST = 31_999;
    private static final int TRIES = 1_000;

    private final RandomGenerator random;
    private final Set<Integer> given = new HashSet<>();

    /** Draws candidates from the given generator. */
    public FreePorts(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A free port that was not given before.
     *
     * @param wanted the port to give when it is free, 0 for any
     * @throws IllegalStateException when none is found
     */
    public synchronized int next(int wanted) {
        if (wanted > 0 && isFree(wanted) && given.add(wanted)) {
            return wanted;
        }
        for (int i = 0; i < TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST + " on 127.0.0.1");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
