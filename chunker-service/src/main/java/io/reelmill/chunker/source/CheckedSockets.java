package io.reelmill.chunker.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that connect to allowed addresses only. Every connection passes here with the very address it goes to, so that
 * nothing that a name resolves to in between gets around the policy.
 */
final class CheckedSockets extends SocketFactory {

    private final Predicate<InetAddress> allowed;

    CheckedSockets(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /** An address that must not be connected to. */
    static final class ForbiddenAddressException extends IOException {
        ForbiddenAddressException(InetSocketAddress target) {
            super("%s is not a public address".formatted(target));
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint) throws IOException {
                connect(endpoint, 0);
            }

            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                require(endpoint);
                super.connect(endpoint, timeout);
            }
        };
    }

    private void require(SocketAddress endpoint) throws IOException {
        InetSocketAddress target = (InetSocketAddress) endpoint;
        if (target.isUnresolved() || !allowed.test(target.getAddress())) {
            throw new ForbiddenAddressException(target);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress endpoint) throws IOException {
        Socket socket = createSocket();
        socket.connect(endpoint);
        return socket;
    }
}
