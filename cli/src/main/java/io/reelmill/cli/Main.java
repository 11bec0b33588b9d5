package io.reelmill.cli;

import io.reelmill.cli.admin.AdminCommand;
import io.reelmill.cli.admin.DeadLettersCommand;
import io.reelmill.cli.admin.SweepCommand;
import io.reelmill.cli.demo.DemoCommand;
import io.reelmill.cli.images.ImagesCommand;
import io.reelmill.cli.stack.DownCommand;
import io.reelmill.cli.stack.LogsCommand;
import io.reelmill.cli.stack.ScaleCommand;
import io.reelmill.cli.stack.StackAccess;
import io.reelmill.cli.stack.StatusCommand;
import io.reelmill.cli.stack.UpCommand;
import io.reelmill.cli.transcode.TranscodeCommand;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Puts the commands together. */
public final class Main {

    /** System property with the directory that holds the built services. */
    static final String SERVICES = "reelmill.services";

    private Main() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.system(System.getenv());
        Path services =
                Optional.ofNullable(System.getProperty(SERVICES)).map(Path::of).orElse(null);
        System.exit(run(terminal, services, System.getenv(), arguments));
    }

    /**
     * Runs a command.
     *
     * @param services directory that holds the built services; null when it is not known
     * @return one of {@link ExitCode}
     */
    public static int run(Terminal terminal, Path services, Map<String, String> environment, String... arguments) {
        StackAccess stacks = new StackAccess(terminal, services, environment);
        CommandLine line = new CommandLine(new ReelmillCommand())
                .addSubcommand(new TranscodeCommand(terminal, stacks))
                .addSubcommand(new UpCommand(terminal, stacks))
                .addSubcommand(new DownCommand(terminal, stacks))
                .addSubcommand(new ScaleCommand(terminal, stacks))
                .addSubcommand(new StatusCommand(terminal, stacks))
                .addSubcommand(new LogsCommand(terminal, stacks))
                .addSubcommand(new CommandLine(new AdminCommand())
                        .addSubcommand(new DeadLettersCommand(terminal, stacks))
                        .addSubcommand(new SweepCommand(terminal, stacks)))
                .addSubcommand(new ImagesCommand(terminal, services))
                .addSubcommand(new DemoCommand(terminal, new TranscodeCommand(terminal, stacks)));
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setUsageHelpWidth(Math.min(110, terminal.columns()));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(terminal, e));
        line.setParameterExceptionHandler((e, given) -> wrongUsage(terminal, e, given));
        return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
    }

    private static int failed(Terminal terminal, Exception e) {
        Failure failure = Failure.of(e);
        if (failure.unexpected()) {
            e.printStackTrace(terminal.err());
        }
        terminal.err().println("reelmill: " + failure.detail());
        return failure.exitCode();
    }

    private static int wrongUsage(Terminal terminal, ParameterException e, String[] given) {
        if (Arrays.asList(given).contains("--json")) {
            terminal.out().println(TranscodeCommand.failure("USAGE", e.getMessage()));
        }
        terminal.err().println("reelmill: " + e.getMessage());
        CommandLine command = e.getCommandLine();
        terminal.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
