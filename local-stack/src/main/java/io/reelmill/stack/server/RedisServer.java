package io.reelmill.stack.server;

import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Redis from the binaries that embedded-redis carries, with an append-only file. */
final class RedisServer implements LocalServer {

    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerHome home;
    private final ServerLibraries libraries;
    private final int port;

    RedisServer(ServerHome home, ServerLibraries libraries, int port) {
        this.home = home;
        this.libraries = libraries;
        this.port = port;
    }

    @Override
    public ProcessSpec prepare() {
        Path program = home.part("program", this::extract).resolve("redis-server");
        Path data = home.part("data", directory -> {});
        return home.spec(
                List.of(
                        program.toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--dir",
                        data.toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        ""),
                "TERM");
    }

    private void extract(Path directory) throws IOException {
        String suffix = "-" + Platform.system() + "-" + Platform.machine("amd64", "arm64");
        try (ZipFile jar = new ZipFile(libraries.jar("embedded-redis").toFile())) {
            ZipEntry entry = jar.stream()
                    .filter(e -> e.getName().startsWith("redis-server-")
                            && e.getName().endsWith(suffix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no Redis for this system: " + suffix.substring(1)));
            Path program = directory.resolve("redis-server");
            try (InputStream in = jar.getInputStream(entry)) {
                Files.copy(in, program);
            }
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + program + " executable");
            }
        }
    }

    @Override
    public boolean isReady() {
        return new String(Probe.ask(port, PING, 5), StandardCharsets.US_ASCII).equals("+PONG");
    }
}
