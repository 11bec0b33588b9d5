package io.reelmill.cli.stack;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.stack.supervise.StackClient;
import io.reelmill.stack.supervise.StackRemains;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ends the stack. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Ends the stack; its jobs go on when it is started again.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class DownCommand implements Callable<Integer> {

    private static final long STOP_SECONDS = 120;

    @Option(names = "--purge", description = "Also remove everything it stored: jobs, media, logs, settings.")
    boolean purge;

    private final Terminal terminal;
    private final StackAccess stacks;

    /** Ends stacks there. */
    public DownCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() {
        Optional<StackClient> running = StackClient.find(stacks.home());
        if (running.isPresent() && !running.get().down(STOP_SECONDS)) {
            throw new CliException(
                    ExitCode.STACK, "STACK_STILL_UP", "the stack has not ended within " + STOP_SECONDS + " s");
        }
        terminal.out().println(running.isPresent() ? "stopped" : "no stack was running");
        if (purge) {
            remove();
        }
        return ExitCode.OK;
    }

    private void remove() {
        try {
            new StackRemains(stacks.home()).remove();
            terminal.out().println("removed " + stacks.home().root());
        } catch (IOException | IllegalStateException e) {
            throw new CliException(ExitCode.FILES, "PURGE_FAILED", e.getMessage());
        }
    }
}
