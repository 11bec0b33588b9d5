package io.reelmill.cli.stack;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.stack.supervise.StackState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs, and what it works on. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows servers, services, workers, jobs, queues and disk use.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class StatusCommand implements Callable<Integer> {

    private static final long WATCH_MILLIS = 1_000;

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again every second, until interrupted.")
    boolean watch;

    @Option(
            names = "--tasks",
            description = {
                "Also show the tasks of unfinished and failed jobs that run, or did not go well at once:",
                "retries, how often memory ran out, memory predicted, used and allowed, and why an attempt ended."
            })
    boolean tasks;

    private final Terminal terminal;
    private final StackAccess stacks;

    /** Shows stacks there. */
    public StatusCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() throws InterruptedException {
        print(look());
        while (watch) {
            TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
            List<String> lines = look();
            terminal.out().print(terminal.clearable() ? "\033[H\033[2J" : "\n");
            print(lines);
        }
        return ExitCode.OK;
    }

    private void print(List<String> lines) {
        lines.forEach(terminal.out()::println);
        terminal.out().flush();
    }

    private List<String> look() throws InterruptedException {
        StackState state = stacks.running().state();
        StatusText text = new StatusText(Instant.now());
        text.stack(state, ProcessMemory.of(state));
        new FleetStatus(stacks.gateway(state)).show(text, tasks);
        text.disk(
                DiskUse.of(stacks.home().scratch()),
                DiskUse.of(state.storage()),
                DiskUse.of(stacks.home().root()));
        return text.lines();
    }
}
