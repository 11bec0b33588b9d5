package io.reelmill.operator.gateway;

import java.util.Optional;

/** Puts the lines of a stream of server-sent events together (WHATWG, Server-sent events). Not thread-safe. */
final class EventLines {

    private static final String JOB = "job";

    private final StringBuilder data = new StringBuilder();
    private String name = "";

    /** Takes the next line; the data of a {@code job} event when the line ends one. */
    Optional<String> line(String line) {
        if (line.isEmpty()) {
            Optional<String> told =
                    name.equals(JOB) && !data.isEmpty() ? Optional.of(data.toString()) : Optional.empty();
            data.setLength(0);
            name = "";
            return told;
        }
        if (line.startsWith("event:")) {
            name = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            data.append(line.substring("data:".length()).strip());
        }
        return Optional.empty();
    }
}
