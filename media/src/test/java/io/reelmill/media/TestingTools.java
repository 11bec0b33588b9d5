package io.reelmill.media;

import io.reelmill.media.tool.MediaTools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs ffmpeg and ffprobe for fixtures: without any of the product's own commands and limits. */
public final class TestingTools {

    /** The ffmpeg that the product would use here. */
    public static final MediaTools TOOLS = MediaTools.locate(System.getenv());

    private TestingTools() {}

    /** Takes what a process prints. */
    interface Output {
        void read(InputStream in) throws IOException;
    }

    /** Gives a process its standard input. */
    interface Input {
        void write(OutputStream out) throws IOException;
    }

    /** Runs ffmpeg to its end; any failure is an exception with what it said. */
    public static void ffmpeg(List<String> arguments) {
        run(command(TOOLS.ffmpeg(), arguments), out -> {}, in -> in.transferTo(OutputStream.nullOutputStream()));
    }

    /** What ffmpeg prints to standard output. */
    public static byte[] ffmpegOutput(List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run(command(TOOLS.ffmpeg(), arguments), out -> {}, in -> in.transferTo(bytes));
        return bytes.toByteArray();
    }

    /** Runs ffmpeg on pictures or sound that the caller writes. */
    static void ffmpeg(List<String> arguments, Input input, Output output) {
        run(command(TOOLS.ffmpeg(), arguments), input, output);
    }

    /** What ffprobe prints. */
    public static String ffprobe(List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run(command(TOOLS.ffprobe(), arguments), out -> {}, in -> in.transferTo(bytes));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-hide_banner", "-v", "error"));
        command.addAll(arguments);
        return command;
    }

    private static void run(List<String> command, Input input, Output output) {
        Path errors = null;
        try {
            errors = Files.createTempFile("reelmill-test-", ".log");
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().putAll(TOOLS.environment());
            Process process = builder.start();
            Thread writer = new Thread(() -> feed(process, input), "test-input");
            writer.start();
            output.read(process.getInputStream());
            int exit = process.waitFor();
            writer.join();
            if (exit != 0) {
                throw new IllegalStateException(exit + " from " + command + "\n" + Files.readString(errors));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            delete(errors);
        }
    }

    private static void feed(Process process, Input input) {
        try (OutputStream out = process.getOutputStream()) {
            input.write(out);
        } catch (IOException e) {
            // It ended before it had read everything; its exit code tells whether that is well.
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
