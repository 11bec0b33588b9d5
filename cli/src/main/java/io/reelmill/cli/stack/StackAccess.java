package io.reelmill.cli.stack;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Interruption;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.stack.memory.MachineMemory;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.supervise.StackClient;
import io.reelmill.stack.supervise.StackHome;
import io.reelmill.stack.supervise.StackLauncher;
import io.reelmill.stack.supervise.StackLauncher.Started;
import io.reelmill.stack.supervise.StackOptions;
import io.reelmill.stack.supervise.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds or starts the stack of this user. */
public final class StackAccess {

    private static final int DEFAULT_WORKERS = 1;

    private final Terminal terminal;
    private final StackHome home;
    private final Path services;
    private final String tokenFile;
    private final String memory;

    /**
     * @param services directory that holds the built services; null when it is not known
     * @param environment variables of the process: {@code REELMILL_HOME}, {@code REELMILL_API_TOKEN_FILE},
     *     {@code REELMILL_MEMORY}
     */
    public StackAccess(Terminal terminal, Path services, Map<String, String> environment) {
        this.terminal = terminal;
        this.home = StackHome.locate(environment, Path.of(System.getProperty("user.home")));
        this.services = services;
        this.tokenFile = environment.get("REELMILL_API_TOKEN_FILE");
        this.memory = environment.get("REELMILL_MEMORY");
    }

    /** Where the stack's state is. */
    public StackHome home() {
        return home;
    }

    /**
     * Finds the stack or starts it, and needs it until the session is closed or the process interrupted.
     *
     * @param workers worker processes when it is started here; null for the default
     * @param keep whether the stack stays afterwards
     */
    public Session open(Integer workers, boolean keep, Interruption interruption) {
        StackProgress progress = new StackProgress(terminal);
        try {
            Started started = new StackLauncher(home).start(options(workers), progress::seen);
            progress.ready();
            if (keep) {
                started.client().keep();
            }
            return new Session(started, gateway(started.client().state()), terminal, interruption);
        } catch (IllegalStateException | UncheckedIOException e) {
            progress.failed();
            throw new CliException(ExitCode.STACK, "STACK_FAILED", e.getMessage());
        }
    }

    /**
     * The stack that runs.
     *
     * @throws CliException when none does
     */
    public StackClient running() {
        return StackClient.find(home)
                .orElseThrow(() -> new CliException(
                        ExitCode.STACK,
                        "STACK_DOWN",
                        "no stack runs in " + home.root() + "; start it with: reelmill up"));
    }

    /** The gateway of a stack. */
    public GatewayClient gateway(StackState state) {
        return new GatewayClient(state.gatewayUrl(), token());
    }

    private StackOptions options(Integer workers) {
        if (services == null) {
            throw new CliException(
                    ExitCode.STACK, "NOT_BUILT", "the services are not known here; run the script reelmill instead");
        }
        if (workers != null && workers < 1) {
            throw new CliException(ExitCode.USAGE, "USAGE", "--workers must be at least 1");
        }
        int count = workers == null ? DEFAULT_WORKERS : workers;
        int processors = Runtime.getRuntime().availableProcessors();
        try {
            long bytes = MachineMemory.forWork(memory, MachineMemory.bytes());
            return StackOptions.forMachine(services, count, processors).withMemory(bytes);
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCode.USAGE, "USAGE", e.getMessage());
        }
    }

    private String token() {
        if (tokenFile == null || tokenFile.isBlank()) {
            return null;
        }
        try {
            return Files.readString(Path.of(tokenFile)).strip();
        } catch (IOException e) {
            throw new CliException(ExitCode.FILES, "TOKEN_NOT_READABLE", "cannot read the token file " + tokenFile);
        }
    }

    /** Addresses of a stack and of its servers for people. */
    static List<String> addresses(StackState state) {
        List<String> lines = new ArrayList<>(List.of(
                "gateway   " + state.gatewayUrl(),
                "workers   %d with %d slots each".formatted(state.workers(), state.slots()),
                "storage   " + state.storage()));
        Set<String> servers = Stream.of(Server.values()).map(Server::id).collect(Collectors.toSet());
        state.processes().stream()
                .filter(process -> servers.contains(process.name()))
                .map(server -> "%-9s %s".formatted(server.name(), server.address()))
                .forEach(lines::add);
        return lines;
    }
}
