package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.media.TestingTools;
import io.reelmill.media.fmp4.FragmentedMp4;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * A source cut, encoded and joined, with nothing between the product's commands and the result.
 *
 * @param chunks what each chunk's file holds
 * @param runs how each run ended
 * @param joined first initialization and all fragments
 * @param muxed the same as progressive MP4
 */
record TestingTranscode(List<FragmentedMp4> chunks, List<RunResult> runs, Path joined, Path muxed) {

    private static final FfmpegRunner FFMPEG = new FfmpegRunner(TestingTools.TOOLS);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What decoders complained about in chunks after the first, where it would be a fault of the seek. */
    List<String> complaints() {
        return runs.stream()
                .skip(1)
                .filter(run -> run.decodeErrors() > 0)
                .flatMap(run -> run.stderrTail().lines().filter(line -> !line.contains("[info]")))
                .toList();
    }

    static TestingTranscode of(Path source, TestingPlan plan, VideoSettings settings, Path directory)
            throws IOException, InterruptedException {
        return of(source, plan, settings, directory, chunk -> 1, chunk -> false);
    }

    /**
     * @param threads threads for each chunk, by its index
     * @param lean whether a chunk is made by the command that takes the least memory, by its index
     */
    static TestingTranscode of(
            Path source,
            TestingPlan plan,
            VideoSettings settings,
            Path directory,
            IntUnaryOperator threads,
            IntPredicate lean)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        List<FragmentedMp4> chunks = new ArrayList<>();
        List<RunResult> runs = new ArrayList<>();
        Path joined = directory.resolve("joined.mp4");
        try (OutputStream out = Files.newOutputStream(joined)) {
            for (Chunk chunk : plan.chunks()) {
                Path file = directory.resolve("chunk-" + chunk.index() + ".mp4");
                List<String> arguments = new EncodeChunkCommand(
                                source.toString(),
                                plan.track(),
                                chunk,
                                settings,
                                threads.applyAsInt(chunk.index()),
                                chunk.seekPts() == null,
                                lean.test(chunk.index()))
                        .arguments(file);
                RunResult run = FFMPEG.run(arguments, directory, LIMIT);
                assertThat(run.exitCode())
                        .as("%s%n%s", arguments, run.stderrTail())
                        .isZero();
                runs.add(run);
                chunks.add(FragmentedMp4.read(file));
                TestingJoin.append(file, chunk.index() == 0, out);
            }
        }
        Path muxed = directory.resolve("muxed.mp4");
        TestingTools.ffmpeg(List.of(
                "-y", "-i", joined.toString(), "-map", "0", "-c", "copy", "-movflags", "+faststart", muxed.toString()));
        return new TestingTranscode(chunks, runs, joined, muxed);
    }
}
