package io.reelmill.stack.supervise;

import io.reelmill.stack.server.OwnerOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * The directory that holds everything a stack owns; one stack at a time runs in it.
 *
 * @param root the directory, absolute
 */
public record StackHome(Path root) {

    public StackHome {
        root = root.toAbsolutePath().normalize();
    }

    /** {@code REELMILL_HOME}, or {@code .reelmill} in the user's home directory. */
    public static StackHome locate(Map<String, String> environment, Path userHome) {
        String configured = environment.get("REELMILL_HOME");
        return new StackHome(
                configured == null || configured.isBlank() ? userHome.resolve(".reelmill") : Path.of(configured));
    }

    /** What the running stack says of itself. */
    public Path state() {
        return root.resolve("stack.json");
    }

    /** The token of the gateway's internal port, which only the owner can read. */
    public Path internalToken() {
        return root.resolve("internal-token");
    }

    /** The same, generated at the first time. */
    Path ensureInternalToken() {
        return Files.exists(internalToken())
                ? internalToken()
                : OwnerOnly.write(internalToken(), UUID.randomUUID() + "\n");
    }

    /** Remembers where the memory cgroups of the stack are, while there are any. */
    public Path memoryGroups() {
        return root.resolve("memory-groups");
    }

    /** Locked by the daemon for as long as it lives. */
    public Path lock() {
        return root.resolve("stack.lock");
    }

    /** Logs of the daemon, the servers and the services. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** The log of a process. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /** What the process of a worker leaves behind, for whoever sees its end. */
    public Path terminationMessage(String name) {
        return logs().resolve(name + ".termination");
    }

    /** Working space of the services; emptied by them. */
    public Path scratch() {
        return root.resolve("scratch");
    }

    /** Objects in storage. */
    public Path storage() {
        return root.resolve("s3").resolve("data");
    }
}
