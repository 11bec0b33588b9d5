package io.reelmill.media.run;

import io.reelmill.media.tool.MediaTools;
import java.nio.file.Path;
import java.time.Duration;

/** A JVM that starts an endless ffmpeg, prints its process id and waits to be killed. */
final class TestingParent {

    public static void main(String[] args) throws Exception {
        RunLimits limits = new RunLimits(Duration.ofMinutes(2), Duration.ofMinutes(2), null);
        FfmpegRun run = new FfmpegRunner(MediaTools.locate(System.getenv()))
                .start(GeneratedInput.live("testsrc2"), Path.of(System.getProperty("java.io.tmpdir")), limits, p -> {});
        while (run.pid() == 0) {
            Thread.onSpinWait();
        }
        System.out.println(run.pid());
        run.await();
    }
}
