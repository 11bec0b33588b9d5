package io.reelmill.cli.stack;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the number of transcode workers. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "Changes the number of transcode worker processes; each keeps its slots. Running jobs go on.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class ScaleCommand implements Callable<Integer> {

    @Parameters(paramLabel = "N", description = "Worker processes, at least 1.")
    int workers;

    private final Terminal terminal;
    private final StackAccess stacks;

    /** Scales stacks there. */
    public ScaleCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() {
        if (workers < 1) {
            throw new CliException(ExitCode.USAGE, "USAGE", "at least one worker is needed");
        }
        try {
            stacks.running().scale(workers);
        } catch (IllegalStateException e) {
            throw new CliException(ExitCode.STACK, "STACK_FAILED", e.getMessage());
        }
        terminal.out().println(workers == 1 ? "1 worker" : workers + " workers");
        return ExitCode.OK;
    }
}
