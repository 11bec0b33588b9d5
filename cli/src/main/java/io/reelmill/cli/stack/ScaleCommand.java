package io.reelmill.cli.stack;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.stack.supervise.StackClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the number of transcode workers. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = {
            "Changes the number of transcode worker processes, and returns when all are at work. Running jobs go on;"
                    + " the memory for work is divided anew, so every worker hands its tasks back, and chunks in flight are"
                    + " done again.",
            "Each worker has the slots that the stack was started with, so more workers than then run more encodes at"
                    + " once than there are processors: good for trying things out, not for speed."
        },
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
    public Integer call() throws InterruptedException {
        if (workers < 1) {
            throw new CliException(ExitCode.USAGE, "USAGE", "at least one worker is needed");
        }
        StackClient stack = stacks.running();
        Scaling.to(workers, stack, stacks.gateway(stack.state()));
        terminal.out().println(Scaling.text(workers));
        return ExitCode.OK;
    }
}
