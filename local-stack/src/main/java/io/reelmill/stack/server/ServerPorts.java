package io.reelmill.stack.server;

import io.reelmill.stack.process.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Ports by name, remembered in the state directory, so that addresses stay the same from run to run while they are free. */
public final class ServerPorts {

    private final Path file;
    private final FreePorts free;
    private final Properties remembered = new Properties();

    /** The ports remembered in a state directory. */
    public ServerPorts(Path stateDirectory, FreePorts free) {
        this.file = stateDirectory.resolve("ports.properties");
        this.free = free;
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                remembered.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    /** The port of that name: the remembered one when it is free, otherwise another, which is remembered. */
    public synchronized int of(String name) {
        int port = free.next(Integer.parseInt(remembered.getProperty(name, "0")));
        remembered.setProperty(name, String.valueOf(port));
        try {
            Files.createDirectories(file.getParent());
            try (var out = Files.newBufferedWriter(file)) {
                remembered.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return port;
    }
}
