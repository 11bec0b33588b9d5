package io.reelmill.stack.supervise;

import io.reelmill.stack.server.Endpoints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Takes commands on a loopback port: one line with the token, the command and its argument, answered by one line that is
 * {@code ok}, an error, or the state as JSON. A lease lasts until its connection says {@code release}, which is answered by
 * what becomes of the stack, or ends.
 */
final class ControlServer {

    static final String RELEASE = "release";
    static final String STARTED = "started";
    static final String JOINED = "joined";
    static final String ENDING = "ending";
    static final String ENDS = "ends";
    static final String STAYS = "stays";

    private final ServerSocket socket;
    private final byte[] token;
    private final Commands commands;

    /** What can be asked of a stack. */
    interface Commands {
        StackState state();

        void keep();

        void scale(int workers);

        void down();

        /** Whether that is who started the stack, whose need goes over to the connection. */
        boolean takeOver(String starter);

        /** False when the stack is ending. */
        boolean acquire();

        /** True when the stack ends now. */
        boolean release();
    }

    ControlServer(String token, Commands commands) throws IOException {
        this.socket = new ServerSocket(0, 16, InetAddress.getByName(Endpoints.HOST));
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.commands = commands;
    }

    int port() {
        return socket.getLocalPort();
    }

    void start() {
        daemon("control", this::accept);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                daemon("control-client", () -> serve(client));
            } catch (IOException e) {
                System.err.println("control port: " + e.getMessage());
            }
        }
    }

    private static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            String line = in.readLine();
            String[] words = line == null ? new String[0] : line.split(" ");
            if (words.length < 2 || !MessageDigest.isEqual(words[0].getBytes(StandardCharsets.UTF_8), token)) {
                out.println("error: wrong token");
            } else if (words[1].equals("lease")) {
                lease(words, in, out);
            } else {
                out.println(answer(words));
            }
        } catch (IOException e) {
            // The client is gone, and with it the one who wanted the answer.
        }
    }

    private void lease(String[] words, BufferedReader in, PrintWriter out) throws IOException {
        boolean starter = words.length > 2 && commands.takeOver(words[2]);
        if (!starter && !commands.acquire()) {
            out.println(ENDING);
            return;
        }
        boolean ends;
        try {
            out.println(starter ? STARTED : JOINED);
            in.readLine();
        } finally {
            ends = commands.release();
        }
        out.println(ends ? ENDS : STAYS);
    }

    private String answer(String[] words) {
        try {
            switch (words[1]) {
                case "state" -> {
                    return StackJson.write(commands.state());
                }
                case "keep" -> commands.keep();
                case "scale" -> commands.scale(Integer.parseInt(words[2]));
                case "down" -> commands.down();
                default -> {
                    return "error: unknown command " + words[1];
                }
            }
            return "ok";
        } catch (RuntimeException e) {
            return "error: " + e.getMessage();
        }
    }
}
