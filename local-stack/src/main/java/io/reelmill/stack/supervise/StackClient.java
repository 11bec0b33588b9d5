package io.reelmill.stack.supervise;

import io.reelmill.stack.server.Endpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Talks to the running stack of a home. Thread-safe. */
public final class StackClient {

    private final int port;
    private final String token;
    private final long pid;

    private StackClient(StackState state) {
        this.port = state.controlPort();
        this.token = state.token();
        this.pid = state.pid();
    }

    /** The stack that runs in a home; empty when none does or it does not answer. */
    public static Optional<StackClient> find(StackHome home) {
        if (!Files.exists(home.state())) {
            return Optional.empty();
        }
        try {
            StackClient client = new StackClient(StackJson.read(Files.readString(home.state())));
            client.state();
            return Optional.of(client);
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * What the stack says of itself now.
     *
     * @throws UncheckedIOException when it has ended meanwhile
     */
    public StackState state() {
        return StackJson.read(ask("state"));
    }

    /** Lets the stack stay when nobody uses it. */
    public void keep() {
        ask("keep");
    }

    /**
     * Makes the number of transcode workers so, and returns when those taken away have ended.
     *
     * @throws IllegalStateException when the stack refuses
     */
    public void scale(int workers) {
        ask("scale " + workers);
    }

    /** Needs the stack until it is closed, or this JVM ends. */
    public AutoCloseable lease() {
        try {
            Socket socket = new Socket(Endpoints.HOST, port);
            check(exchange(socket, "lease"));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the stack is ending by itself already. */
    boolean endsSoon() {
        return state().phase() == StackState.Phase.STOPPING || state().phase() == StackState.Phase.FAILED;
    }

    /**
     * Ends the stack, and returns when its daemon and with it every process has ended.
     *
     * @return false when it had not ended in time
     */
    public boolean down(long seconds) {
        ask("down");
        return awaitEnd(seconds);
    }

    /**
     * Returns when the stack's daemon and with it every process has ended.
     *
     * @return false when it had not ended in time
     */
    public boolean awaitEnd(long seconds) {
        try {
            Optional<ProcessHandle> daemon = ProcessHandle.of(pid);
            if (daemon.isPresent()) {
                daemon.get().onExit().get(seconds, TimeUnit.SECONDS);
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private String ask(String command) {
        try (Socket socket = new Socket(Endpoints.HOST, port)) {
            return check(exchange(socket, command));
        } catch (IOException e) {
            throw new UncheckedIOException("the stack does not answer: " + e.getMessage(), e);
        }
    }

    private String exchange(Socket socket, String command) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((token + " " + command + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        String answer =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (answer == null) {
            throw new IOException("no answer");
        }
        return answer;
    }

    private static String check(String answer) {
        if (answer.startsWith("error: ")) {
            throw new IllegalStateException(answer.substring("error: ".length()));
        }
        return answer;
    }
}
