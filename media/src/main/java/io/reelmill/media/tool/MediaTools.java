package io.reelmill.media.tool;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The ffmpeg and ffprobe to run.
 *
 * @param ffmpeg path of ffmpeg
 * @param ffprobe path of ffprobe
 * @param environment variables they need
 * @param version first line of what {@code ffmpeg -version} prints
 */
public record MediaTools(Path ffmpeg, Path ffprobe, Map<String, String> environment, String version) {

    private static final int VERSION_LIMIT_SECONDS = 20;

    public MediaTools {
        environment = Map.copyOf(environment);
    }

    /**
     * Finds them: where {@code REELMILL_FFMPEG} and {@code REELMILL_FFPROBE} say, else on the {@code PATH}, else the build
     * that came with the dependencies, unpacked under {@code REELMILL_HOME} when that is set.
     *
     * @param env environment variables
     * @throws IllegalStateException when none can be run; the message says what to install
     */
    public static MediaTools locate(Map<String, String> env) {
        Optional<Path> ffmpeg = find(env, "REELMILL_FFMPEG", "ffmpeg");
        Optional<Path> ffprobe = find(env, "REELMILL_FFPROBE", "ffprobe");
        if (ffmpeg.isPresent() && ffprobe.isPresent()) {
            return checked(ffmpeg.get(), ffprobe.get(), Map.of());
        }
        BundledFfmpeg bundled = BundledFfmpeg.unpack(env.get("REELMILL_HOME"));
        return checked(bundled.ffmpeg(), bundled.ffprobe(), bundled.environment());
    }

    private static Optional<Path> find(Map<String, String> env, String variable, String program) {
        String told = env.get(variable);
        if (told != null && !told.isBlank()) {
            return Optional.of(Path.of(told));
        }
        return Arrays.stream(env.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static MediaTools checked(Path ffmpeg, Path ffprobe, Map<String, String> environment) {
        firstLine(ffprobe, environment);
        return new MediaTools(ffmpeg, ffprobe, environment, firstLine(ffmpeg, environment));
    }

    private static String firstLine(Path program, Map<String, String> environment) {
        try {
            ProcessBuilder builder = new ProcessBuilder(program.toString(), "-version").redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(VERSION_LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw unusable(program, said.lines().findFirst().orElse("no answer"), null);
            }
            return said.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw unusable(program, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable(program, "interrupted", e);
        }
    }

    private static IllegalStateException unusable(Path program, String why, Exception cause) {
        return new IllegalStateException(
                program + " cannot be run (" + why
                        + "). Install ffmpeg with the package manager of this machine, or set REELMILL_FFMPEG and"
                        + " REELMILL_FFPROBE. (The bundled build needs the packages libxcb1, libxcb-shm0 and libasound2"
                        + " on Debian.)",
                cause);
    }
}
