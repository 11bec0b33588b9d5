package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.stack.Session;
import io.reelmill.cli.stack.StackAccess;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main command: files in, verified renditions out. */
@Command(
        name = "transcode",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Transcodes videos on this machine and writes the verified results next to them.",
            "Starts what is needed and stops it again; a stack that already runs is used and left alone."
        },
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class TranscodeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "INPUT", arity = "1..*", description = "Files, or http(s) addresses.")
    List<String> inputs;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "The result, or a folder for the results; default: next to each input, as INPUT-RENDITION.mp4.")
    String output;

    @Option(
            names = {"-f", "--force"},
            description = "Replace results that exist.")
    boolean force;

    @Option(names = "--keep", description = "Leave the stack running and print its addresses.")
    boolean keep;

    @Option(names = "--json", description = "Print one JSON object on standard output, on failure too (code, detail).")
    boolean json;

    @Option(names = "--workers", paramLabel = "N", description = "Worker processes, when the stack is started here.")
    Integer workers;

    @Mixin
    JobOptions job;

    private final Terminal terminal;
    private final StackAccess stacks;

    /** Writes to that terminal and runs on stacks started there. */
    public TranscodeCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() {
        try {
            return transcode();
        } catch (CliException e) {
            if (!json) {
                throw e;
            }
            terminal.out().println(Summary.json(e.code(), e.getMessage()));
            return e.exitCode();
        }
    }

    /** The JSON of a call that failed before there was any job. */
    public static String failure(String code, String detail) {
        return Summary.json(code, detail);
    }

    private int transcode() {
        List<Input> sources = inputs.stream().map(Input::of).toList();
        List<Destination> destinations = Destinations.of(sources, output, job.renditionNames(), force);
        try (Session session = stacks.open(workers, keep)) {
            TranscodeOptions options = new TranscodeOptions(job, force);
            JobRuns runs = new JobRuns(sources, destinations, options, session, terminal, Clock.systemUTC());
            List<TranscodeResult> results = runs.all();
            report(results);
            if (keep) {
                session.addresses().forEach(json ? terminal.err()::println : terminal.out()::println);
            }
            return Summary.exitCode(results);
        }
    }

    private void report(List<TranscodeResult> results) {
        if (json) {
            terminal.out().println(Summary.json(results));
            return;
        }
        for (TranscodeResult result : results) {
            Summary.lines(result).forEach(result.succeeded() ? terminal.out()::println : terminal.err()::println);
        }
    }
}
