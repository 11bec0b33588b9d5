package io.reelmill.cli.transcode;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Failure;
import io.reelmill.cli.Interruption;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.stack.Session;
import io.reelmill.cli.stack.StackAccess;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private static final long STOP_SECONDS = 30;

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
    private boolean answered;

    /** Writes to that terminal and runs on stacks started there. */
    public TranscodeCommand(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    @Override
    public Integer call() {
        try (Interruption interruption = new Interruption()) {
            return transcode(interruption);
        } catch (RuntimeException e) {
            if (!json) {
                throw e;
            }
            return failed(e);
        }
    }

    /** The JSON of a call that failed before there was any job. */
    public static String failure(String code, String detail) {
        return Summary.json(code, detail);
    }

    private int failed(RuntimeException e) {
        Failure failure = Failure.of(e);
        if (failure.unexpected()) {
            e.printStackTrace(terminal.err());
        }
        terminal.err().println("reelmill: " + failure.detail());
        answer(Summary.json(failure.code(), failure.detail()));
        return failure.exitCode();
    }

    private int transcode(Interruption interruption) {
        if (json) {
            interruption.add(() -> answer(Summary.json("CANCELLED", "interrupted")));
        }
        List<Input> sources = inputs.stream().map(Input::of).toList();
        List<Destination> destinations = Destinations.of(sources, output, job.renditionNames(), force);
        try (Session session = stacks.open(workers, keep, interruption)) {
            TranscodeOptions options = new TranscodeOptions(job, force);
            JobRuns runs = new JobRuns(sources, destinations, options, session.gateway(), terminal, Clock.systemUTC());
            return report(runs, session, interruption);
        }
    }

    private int report(JobRuns runs, Session session, Interruption interruption) {
        CountDownLatch reported = new CountDownLatch(1);
        interruption.add(() -> stop(runs, reported));
        try {
            List<TranscodeResult> results = runs.all();
            report(results);
            if (keep) {
                session.addresses().forEach(json ? terminal.err()::println : terminal.out()::println);
            }
            return Summary.exitCode(results);
        } finally {
            reported.countDown();
        }
    }

    /** The process ends after this: what there is to say has to be said before. */
    private void stop(JobRuns runs, CountDownLatch reported) {
        terminal.err().println();
        terminal.err().println("interrupted: cancelling and cleaning up");
        runs.stop();
        try {
            if (!reported.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                terminal.err().println("some jobs may not be cancelled; see: reelmill status");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(List<TranscodeResult> results) {
        if (json) {
            answer(Summary.json(results));
            return;
        }
        for (TranscodeResult result : results) {
            Summary.lines(result).forEach(result.succeeded() ? terminal.out()::println : terminal.err()::println);
        }
    }

    /** One object, whoever is first. */
    private synchronized void answer(String object) {
        if (!answered) {
            terminal.out().println(object);
            answered = true;
        }
    }
}
