package io.reelmill.common.message;

import java.util.Optional;

/**
 * What a worker's process leaves behind from its start on, where whoever sees its end can read it: a kill leaves no time for
 * words. A JSON object, in the file that Kubernetes calls the termination message.
 *
 * @param incarnation the process, as it names itself in claims and heartbeats
 */
public record TerminationMessage(String incarnation) {

    /** The process that left the text, which may be null; empty when it is none of these messages. */
    public static Optional<String> incarnationIn(String text) {
        try {
            return Optional.ofNullable(
                    Messages.read(text, TerminationMessage.class).incarnation());
        } catch (Messages.UndecodableMessageException e) {
            return Optional.empty();
        }
    }
}
