package io.reelmill.e2e.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.e2e.rig.TcpProxy.Weather;
import io.reelmill.stack.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private ServerSocket echo;
    private TcpProxy proxy;
    private int port;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread server = new Thread(this::echo);
        server.setDaemon(true);
        server.start();
        port = new FreePorts(new Random()).next(0);
        proxy = new TcpProxy(port, echo.getLocalPort());
    }

    private void echo() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread each = new Thread(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // The test has broken it.
                    }
                });
                each.setDaemon(true);
                each.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void bytes_pass_and_the_end_passes() throws IOException {
        try (Socket client = connect()) {
            client.getOutputStream().write(new byte[100_000]);
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes()).hasSize(100_000);
            assertThat(proxy.sent()).isEqualTo(100_000);
        }
    }

    @Test
    void a_slow_connection_takes_its_time() throws IOException {
        proxy.set(Weather.slow(100_000, 50));
        try (Socket client = connect()) {
            long begun = System.nanoTime();

            assertThat(answers(client)).isTrue();

            assertThat((System.nanoTime() - begun) / 1_000_000).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void a_cut_resets_what_is_open_and_what_comes() throws IOException {
        try (Socket client = connect()) {
            assertThat(answers(client)).isTrue();

            proxy.set(Weather.CUT);

            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
            try (Socket other = connect()) {
                assertThatThrownBy(() -> answers(other)).isInstanceOf(SocketException.class);
            }
        }
        proxy.set(Weather.FAIR);
        try (Socket client = connect()) {
            assertThat(answers(client)).isTrue();
        }
    }

    @Test
    void half_open_connections_stay_silent_ever_after() throws IOException {
        try (Socket before = connect();
                Socket untouched = connect()) {
            assertThat(answers(before)).isTrue();
            assertThat(answers(untouched)).isTrue();
            proxy.set(Weather.HALF_OPEN);
            try (Socket during = connect()) {
                assertThatThrownBy(() -> answers(during)).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> answers(before)).isInstanceOf(SocketTimeoutException.class);

                proxy.set(Weather.FAIR);

                assertThatThrownBy(() -> answers(during)).isInstanceOf(SocketTimeoutException.class);
                assertThatThrownBy(() -> answers(before)).isInstanceOf(SocketTimeoutException.class);
                assertThat(answers(untouched)).isTrue();
            }
        }
        try (Socket after = connect()) {
            assertThat(answers(after)).isTrue();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(300);
        return socket;
    }

    private static boolean answers(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        return socket.getInputStream().read() == 'x';
    }
}
