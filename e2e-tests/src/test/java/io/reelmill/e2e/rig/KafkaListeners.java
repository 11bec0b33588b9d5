package io.reelmill.e2e.rig;

import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the broker a listener for each service, which it announces by the address of the proxy before it: clients go where
 * the broker says that it is, not where they found it first.
 */
final class KafkaListeners {

    private record Listener(String name, int port, int announced) {}

    private final List<Listener> listeners = new ArrayList<>();

    void add(String service, int port, int announced) {
        listeners.add(new Listener(service.replace("-", "").toUpperCase(), port, announced));
    }

    /** Writes them into the configuration that was laid out. */
    void configure(ProcessSpec broker) {
        Path file = Path.of(broker.command().get(broker.command().size() - 1));
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .map(line -> switch (line.split("=")[0]) {
                        case "listeners" -> line + addresses(false);
                        case "advertised.listeners" -> line + addresses(true);
                        case "listener.security.protocol.map" -> line + protocols();
                        default -> line;
                    })
                    .toList();
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String addresses(boolean announced) {
        StringBuilder text = new StringBuilder();
        listeners.forEach(
                l -> text.append(",%s://127.0.0.1:%d".formatted(l.name(), announced ? l.announced() : l.port())));
        return text.toString();
    }

    private String protocols() {
        StringBuilder text = new StringBuilder();
        listeners.forEach(l -> text.append(",%s:PLAINTEXT".formatted(l.name())));
        return text.toString();
    }
}
