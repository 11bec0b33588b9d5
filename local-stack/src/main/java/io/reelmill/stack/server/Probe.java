package io.reelmill.stack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Sends a few bytes to a loopback port and looks at the beginning of the answer. */
final class Probe {

    private static final int TIMEOUT_MILLIS = 1_000;

    private Probe() {}

    /** The first bytes of the answer; shorter than {@code length} when there is no such answer. */
    static byte[] ask(int port, byte[] question, int length) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(question);
            return socket.getInputStream().readNBytes(length);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
