package io.reelmill.cli.stack;

import io.reelmill.common.message.Messages;
import io.reelmill.stack.supervise.StackState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A stack that says so many times how it is, and then is gone. */
public final class TestingDaemon implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());

    TestingDaemon(Path home, int answers) throws IOException, InterruptedException {
        this(home, answers, "http://127.0.0.1:1");
    }

    public TestingDaemon(Path home, int answers, String gatewayUrl) throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        String state = Messages.write(new StackState(
                ended.pid(),
                Instant.now(),
                socket.getLocalPort(),
                "t",
                StackState.Phase.READY,
                null,
                true,
                gatewayUrl,
                home.resolve("s3"),
                1,
                1,
                1,
                null,
                List.of()));
        Files.createDirectories(home);
        Files.writeString(home.resolve("stack.json"), state);
        new Thread(() -> answer(state, answers), "testing-daemon").start();
    }

    private void answer(String state, int times) {
        try (socket) {
            for (int i = 0; i < times; i++) {
                try (Socket client = socket.accept();
                        BufferedReader in = new BufferedReader(
                                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                        PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
                    in.readLine();
                    out.println(state);
                }
            }
        } catch (IOException e) {
            // Closed by the test that has ended.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
