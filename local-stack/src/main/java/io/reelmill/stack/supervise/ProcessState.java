package io.reelmill.stack.supervise;

import java.nio.file.Path;
import java.time.Instant;

/**
 * One process of a stack.
 *
 * @param name such as {@code kafka} or {@code transcode-1}
 * @param address where it answers: host and port of a server, address of a service's health and metrics
 * @param pid process id; 0 while it does not run
 * @param startedAt when this process was started; null while it does not run
 * @param ready whether it can be used
 * @param restarts how often it was started again after it died
 * @param log its log file
 * @param memoryLimitBytes memory that it and its children are held to; 0 when nothing holds them
 */
public record ProcessState(
        String name,
        String address,
        long pid,
        Instant startedAt,
        boolean ready,
        int restarts,
        Path log,
        long memoryLimitBytes) {}
