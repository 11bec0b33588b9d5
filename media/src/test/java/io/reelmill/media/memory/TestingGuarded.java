package io.reelmill.media.memory;

import io.reelmill.common.memory.MemoryUse;
import io.reelmill.media.run.FfmpegRun;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunLimits;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM that guards one ffmpeg for each of its arguments after the first, which is the share of a limit at which it ends
 * one; an argument is a prediction in MiB and the words of ffmpeg's command line. Prints a line about the end of each.
 */
final class TestingGuarded {

    public static void main(String[] args) throws Exception {
        double end = Double.parseDouble(args[0]);
        MemoryGuard guard = new MemoryGuard(0, new GuardThresholds(end * 0.9, end), Duration.ofMillis(500));
        MediaTools tools = MediaTools.locate(System.getenv());
        List<MemoryWatch> watches = new ArrayList<>();
        List<FfmpegRun> runs = new ArrayList<>();
        for (String arg : List.of(args).subList(1, args.length)) {
            List<String> words = Arrays.asList(arg.split(" "));
            MemoryWatch watch = guard.watch(Long.parseLong(words.get(0)) << 20);
            RunLimits limits = RunLimits.within(Duration.ofMinutes(1));
            Path directory = Path.of(System.getProperty("java.io.tmpdir"));
            watches.add(watch);
            runs.add(new FfmpegRunner(tools.within(watch))
                    .start(words.subList(1, words.size()), directory, limits, p -> {}));
        }
        for (int i = 0; i < runs.size(); i++) {
            RunResult result = runs.get(i).await();
            MemoryUse use = watches.get(i).use();
            System.out.printf(
                    "%s %d MiB of %d MiB, %d on average; %s; %s%n",
                    result.death() == null
                            ? "exit " + result.exitCode()
                            : result.death().outcome(),
                    use.peakBytes() >> 20,
                    use.limitBytes() >> 20,
                    use.averageBytes() >> 20,
                    result.death() == null ? null : result.death().evidence(),
                    use.warning());
        }
    }
}
