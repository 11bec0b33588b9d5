package io.reelmill.media.tool;

import io.reelmill.media.memory.MemoryWatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ffmpeg and an ffprobe that were seen to run, and who watches what they take when they run again.
 *
 * @param ffmpeg path of ffmpeg
 * @param ffprobe path of ffprobe
 * @param environment variables that both need, to be added to those of the process
 * @param version what ffmpeg calls its version
 * @param memory watches the memory of what is run with these tools
 */
public record MediaTools(
        Path ffmpeg, Path ffprobe, Map<String, String> environment, String version, MemoryWatch memory) {

    /** Variable with the path of ffmpeg. */
    public static final String FFMPEG = "REELMILL_FFMPEG";

    /** Variable with the path of ffprobe. */
    public static final String FFPROBE = "REELMILL_FFPROBE";

    public MediaTools {
        environment = Map.copyOf(environment);
    }

    /** Tools whose memory nobody limits. */
    public MediaTools(Path ffmpeg, Path ffprobe, Map<String, String> environment, String version) {
        this(ffmpeg, ffprobe, environment, version, MemoryWatch.NONE);
    }

    /** The same tools with another environment. */
    public MediaTools with(Map<String, String> other) {
        return new MediaTools(ffmpeg, ffprobe, other, version, memory);
    }

    /** The same tools for one task. */
    public MediaTools within(MemoryWatch watch) {
        return new MediaTools(ffmpeg, ffprobe, environment, version, watch);
    }

    /**
     * Looks at {@code REELMILL_FFMPEG} and {@code REELMILL_FFPROBE}, then at {@code PATH}, then takes the build that ships
     * as a Maven artifact, unpacked once below {@code REELMILL_HOME} (default {@code ~/.reelmill}).
     *
     * @param env variables of the process, usually {@link System#getenv()}
     * @throws MediaToolsException when none runs; the message says what to install or set
     */
    public static MediaTools locate(Map<String, String> env) {
        if (env.containsKey(FFMPEG) || env.containsKey(FFPROBE)) {
            return configured(env);
        }
        return onPath(env).orElseGet(() -> BundledTools.unpack(env));
    }

    private static MediaTools configured(Map<String, String> env) {
        Path ffmpeg = named(env, FFMPEG).or(() -> search(env, "ffmpeg")).orElse(null);
        Path ffprobe = named(env, FFPROBE).or(() -> search(env, "ffprobe")).orElse(null);
        if (ffmpeg == null || ffprobe == null) {
            throw new MediaToolsException(
                    "%s and %s must both be set, or the other one be on the PATH (ffmpeg: %s, ffprobe: %s)"
                            .formatted(FFMPEG, FFPROBE, ffmpeg, ffprobe));
        }
        return checked(ffmpeg, ffprobe, Map.of());
    }

    private static Optional<MediaTools> onPath(Map<String, String> env) {
        Optional<Path> ffmpeg = search(env, "ffmpeg");
        Optional<Path> ffprobe = search(env, "ffprobe");
        return ffmpeg.isPresent() && ffprobe.isPresent()
                ? Optional.of(checked(ffmpeg.get(), ffprobe.get(), Map.of()))
                : Optional.empty();
    }

    static MediaTools checked(Path ffmpeg, Path ffprobe, Map<String, String> environment) {
        String version = ToolCheck.version(ffmpeg, environment);
        ToolCheck.version(ffprobe, environment);
        return new MediaTools(ffmpeg, ffprobe, environment, version);
    }

    private static Optional<Path> named(Map<String, String> env, String variable) {
        return Optional.ofNullable(env.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    private static Optional<Path> search(Map<String, String> env, String name) {
        return Stream.of(env.getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
