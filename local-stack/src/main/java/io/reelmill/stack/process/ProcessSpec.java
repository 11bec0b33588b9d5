package io.reelmill.stack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A process to run.
 *
 * @param name what people call it, for logs and errors
 * @param command the program and its arguments
 * @param environment variables added to those inherited
 * @param directory working directory
 * @param log file that standard output and error are appended to
 * @param stopSignal signal that asks the program to end in order, such as {@code TERM}
 * @param grace how long it may take to end in order before it is killed
 */
public record ProcessSpec(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path directory,
        Path log,
        String stopSignal,
        Duration grace) {

    public ProcessSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The same with another command. */
    public ProcessSpec withCommand(List<String> other) {
        return new ProcessSpec(name, other, environment, directory, log, stopSignal, grace);
    }
}
