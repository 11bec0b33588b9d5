package io.reelmill.cli.demo;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.transcode.TranscodeCommand;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.media.tool.MediaToolsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a clip and transcodes it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Makes a clip with picture, tone and timecode, and transcodes it.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class DemoCommand implements Callable<Integer> {

    private static final int LONGEST = 3_600;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Length of the clip (default 30).")
    int seconds;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where the clip and the result are written (default: here).")
    Path directory;

    @Option(names = "--keep", description = "Leave the stack running and print its addresses.")
    boolean keep;

    private final Terminal terminal;
    private final TranscodeCommand transcode;

    /** Transcodes with that command. */
    public DemoCommand(Terminal terminal, TranscodeCommand transcode) {
        this.terminal = terminal;
        this.transcode = transcode;
    }

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > LONGEST) {
            throw new CliException(ExitCode.USAGE, "USAGE", "--seconds must be from 1 to " + LONGEST);
        }
        Path clip = directory.resolve("reelmill-demo.mp4").normalize();
        terminal.err().println("making " + clip);
        make(clip);
        List<String> arguments = new ArrayList<>(List.of(clip.toString(), "--force"));
        if (keep) {
            arguments.add("--keep");
        }
        new CommandLine(transcode).parseArgs(arguments.toArray(String[]::new));
        return transcode.call();
    }

    private void make(Path clip) {
        try {
            Files.createDirectories(directory);
            MediaTools tools = MediaTools.locate(System.getenv());
            List<String> command = new ArrayList<>(List.of(tools.ffmpeg().toString()));
            command.addAll(DemoClip.arguments(seconds, clip));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(tools.environment());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CliException(
                        ExitCode.FILES, "DEMO_FAILED", "ffmpeg could not make the clip: " + said.strip());
            }
        } catch (MediaToolsException e) {
            throw new CliException(ExitCode.FILES, "NO_FFMPEG", e.getMessage());
        } catch (IOException e) {
            throw new CliException(ExitCode.FILES, "DEMO_FAILED", "%s cannot be made: %s".formatted(clip, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.INTERRUPTED, "CANCELLED", "interrupted");
        }
    }
}
