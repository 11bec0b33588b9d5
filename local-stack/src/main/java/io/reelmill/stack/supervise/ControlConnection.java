package io.reelmill.stack.supervise;

import io.reelmill.stack.server.Endpoints;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to a stack's control port: a line is said, a line is answered. Not thread-safe. */
final class ControlConnection implements Closeable {

    private final Socket socket;
    private final BufferedReader answers;

    ControlConnection(int port) throws IOException {
        this.socket = new Socket(Endpoints.HOST, port);
        this.answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    String exchange(String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("no answer");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
