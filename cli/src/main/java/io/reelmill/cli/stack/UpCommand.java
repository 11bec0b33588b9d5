package io.reelmill.cli.stack;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Interruption;
import io.reelmill.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the stack and leaves it running. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the servers and services on this machine and leaves them running.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = {
                "Transcode worker processes (default 1); the processors are shared among them as slots.",
                "A stack that runs already is scaled to that number."
            })
    Integer workers;

    private final Terminal terminal;
    private final StackAccess stacks;

    /** Starts stacks there. */
    public UpCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Interruption interruption = new Interruption();
                Session session = stacks.open(workers, true, interruption)) {
            if (session.reused()) {
                terminal.out().println("already running");
                scale(session);
            }
            session.addresses().forEach(terminal.out()::println);
        }
        return ExitCode.OK;
    }

    private void scale(Session session) throws InterruptedException {
        if (workers != null && session.client().state().workers() != workers) {
            Scaling.to(workers, session.client(), session.gateway());
            terminal.out().println("scaled to " + Scaling.text(workers));
        }
    }
}
