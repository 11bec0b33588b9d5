package io.reelmill.cli.stack;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows logs. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Shows the ends of the logs of all processes, or of those whose name begins so.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class LogsCommand implements Callable<Integer> {

    private static final long POLL_MILLIS = 300;

    @Parameters(
            paramLabel = "SERVICE",
            arity = "0..1",
            description = "Such as gateway, transcode-1, kafka, or stack for the supervisor.")
    String service;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "Lines of each (default 40).")
    int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is written from now on, until interrupted.")
    boolean follow;

    private final Terminal terminal;
    private final StackAccess stacks;

    /** Shows the logs of stacks there. */
    public LogsCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LogTail> tails = new ArrayList<>();
        for (Path log : logs()) {
            tails.add(new LogTail(log));
        }
        for (LogTail tail : tails) {
            header(tail, tails.size());
            tail.last(lines).forEach(terminal.out()::println);
        }
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            for (LogTail tail : tails) {
                List<String> fresh = tail.fresh();
                if (!fresh.isEmpty()) {
                    header(tail, tails.size());
                    fresh.forEach(terminal.out()::println);
                }
            }
        }
        return ExitCode.OK;
    }

    private void header(LogTail tail, int logs) {
        if (logs > 1) {
            terminal.out().println("==> " + tail.name() + " <==");
        }
    }

    private List<Path> logs() throws IOException {
        Path folder = stacks.home().logs();
        if (!Files.isDirectory(folder)) {
            throw new CliException(ExitCode.STACK, "NO_LOGS", "there are no logs in " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> logs = files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .filter(file ->
                            service == null || file.getFileName().toString().startsWith(service))
                    .sorted()
                    .toList();
            if (logs.isEmpty()) {
                throw new CliException(ExitCode.USAGE, "NO_LOGS", "no log begins with " + service);
            }
            return logs;
        }
    }
}
