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
 * {@code ok}, an error, or the state as JSON. A lease lasts as long as its connection.
 */
final class ControlServer {

    private final ServerSocket socket;
    private final byte[] token;
    private final Commands commands;

    /** What can be asked of a stack. */
    interface Commands {
        StackState state();

        void keep();

        void scale(int workers);

        void down();

        /** False when the stack is ending. */
        boolean acquire();

        void release();
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
                lease(in, out);
            } else {
                out.println(answer(words));
            }
        } catch (IOException e) {
            // The client is gone, and with it the one who wanted the answer.
        }
    }

    private void lease(BufferedReader in, PrintWriter out) throws IOException {
        if (!commands.acquire()) {
            out.println("error: the stack is ending");
            return;
        }
        try {
            out.println("ok");
            in.readLine();
        } finally {
            commands.release();
        }
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
