package io.reelmill.stack.server;

import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL with password authentication, one user and one database, both named {@code reelmill}. */
final class PostgresServer implements LocalServer {

    static final String NAME = "reelmill";
    private static final int PROTOCOL = 3 << 16;

    private final ServerHome home;
    private final ServerLibraries libraries;
    private final int port;
    private final Credentials credentials;

    PostgresServer(ServerHome home, ServerLibraries libraries, int port, Credentials credentials) {
        this.home = home;
        this.libraries = libraries;
        this.port = port;
        this.credentials = credentials;
    }

    @Override
    public ProcessSpec prepare() {
        Path program = home.part("program", directory -> PostgresBinaries.extract(libraries, directory));
        Path data = home.part("data", directory -> initialize(program, directory));
        return home.spec(
                asUser(List.of(
                        program.resolve("bin/postgres").toString(),
                        "-D",
                        data.toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "port=" + port,
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=60",
                        "-c",
                        "shared_buffers=64MB",
                        "-c",
                        "log_min_messages=warning")),
                "INT");
    }

    private void initialize(Path program, Path data) throws IOException {
        Path password =
                OwnerOnly.write(home.directory().resolve("initial-password"), credentials.postgresPassword() + "\n");
        try {
            home.run(asUser(List.of(
                    program.resolve("bin/initdb").toString(),
                    "-D",
                    data.toString(),
                    "-U",
                    NAME,
                    "-A",
                    "scram-sha-256",
                    "--pwfile",
                    password.toString(),
                    "-E",
                    "UTF8",
                    "--locale=C",
                    "--no-sync")));
            home.run(asUser(List.of(
                    "/bin/sh",
                    "-c",
                    "echo 'CREATE DATABASE " + NAME + "' | \"$0\" --single -D \"$1\" postgres",
                    program.resolve("bin/postgres").toString(),
                    data.toString())));
        } finally {
            Files.deleteIfExists(password);
        }
    }

    private static List<String> asUser(List<String> command) {
        return RootGuard.wrap(command, System.getProperty("user.name"), System.getenv("PATH"));
    }

    /** Begins a session: a server that can take it asks for the password, one that starts up or shuts down says so. */
    @Override
    public boolean isReady() {
        byte[] names = ("user\0" + NAME + "\0database\0" + NAME + "\0\0").getBytes(StandardCharsets.US_ASCII);
        byte[] question = ByteBuffer.allocate(8 + names.length)
                .putInt(8 + names.length)
                .putInt(PROTOCOL)
                .put(names)
                .array();
        byte[] answer = Probe.ask(port, question, 1);
        return answer.length == 1 && answer[0] == 'R';
    }
}
