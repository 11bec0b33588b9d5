package io.reelmill.stack.supervise;

import java.io.IOException;
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
            return client.look().map(state -> client);
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /**
     * What the stack says of itself now.
     *
     * @throws StackGoneException when it has ended meanwhile
     */
    public StackState state() {
        return StackJson.read(ask("state"));
    }

    /** The same, empty when it has ended meanwhile. */
    Optional<StackState> look() {
        try {
            return Optional.of(state());
        } catch (StackGoneException e) {
            return Optional.empty();
        }
    }

    /** Lets the stack stay when nobody uses it. */
    public void keep() {
        ask("keep");
    }

    /**
     * Makes the number of transcode workers so, and returns when those added are ready and those taken away have ended.
     *
     * @throws IllegalStateException when the stack refuses
     */
    public void scale(int workers) {
        ask("scale " + workers);
    }

    /** Needs the stack until the lease is released; empty when the stack is ending. */
    public Optional<Lease> lease() {
        return lease("-");
    }

    Optional<Lease> lease(String starter) {
        try {
            ControlConnection connection = new ControlConnection(port);
            String answer = check(connection.exchange(token + " lease " + starter));
            if (answer.equals(ControlServer.ENDING)) {
                connection.close();
                return Optional.empty();
            }
            return Optional.of(new Lease(connection, answer.equals(ControlServer.STARTED)));
        } catch (IOException e) {
            // It has ended since it was found.
            return Optional.empty();
        }
    }

    /**
     * Ends the stack, and returns when its daemon and with it every process has ended.
     *
     * @return false when it had not ended in time
     */
    public boolean down(long seconds) {
        try {
            ask("down");
        } catch (StackGoneException e) {
            // Somebody else was faster; what is left to do is to wait.
        }
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
        try (ControlConnection connection = new ControlConnection(port)) {
            return check(connection.exchange(token + " " + command));
        } catch (IOException e) {
            throw new StackGoneException(e);
        }
    }

    private static String check(String answer) {
        if (answer.startsWith("error: ")) {
            throw new IllegalStateException(answer.substring("error: ".length()));
        }
        return answer;
    }
}
