package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reelmill.common.job.Outcome;
import io.reelmill.media.TestingTools;
import io.reelmill.media.run.FfmpegRun;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunLimits;
import io.reelmill.media.run.RunResult;
import io.reelmill.media.tool.MediaTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes in a real memory cgroup that is too small for them: who ends them, and what is said of it. */
class MemoryGuardFailureIT {

    private static final long LIMIT = 400L << 20;

    private static final String INPUT =
            "-protocol_whitelist pipe -format_whitelist lavfi -threads 1 -filter_threads 1 -f lavfi -i testsrc2=";

    /** Holds all frames to show them backwards: 35 MB more each second. */
    private static final String GROWS_SLOWLY =
            "-re " + INPUT + "size=1280x720:rate=25,format=yuv420p -t 60 -vf reverse -f null -";

    private static final String GROWS_FAST =
            INPUT + "size=1920x1080:rate=25,format=yuv420p -t 60 -vf reverse -f null -";

    private static final String STEADY = "-re " + INPUT + "size=640x360:rate=25,format=yuv420p -t 12 -f null -";

    @TempDir
    Path directory;

    @Test
    void the_guard_beats_the_kernel_where_memory_grows_slowly() throws Exception {
        List<String> ends = guarded("0.95", 0, "100 " + GROWS_SLOWLY);

        assertThat(ends).singleElement().satisfies(end -> assertThat(end)
                .startsWith("OOM_GUARD ")
                .contains("its container used", "of 400 MiB", "predicted were 100 MiB"));
    }

    @Test
    void the_one_at_fault_ends_and_its_neighbor_goes_on() throws Exception {
        List<String> ends = guarded("0.95", 0, "100 " + STEADY, "100 " + GROWS_SLOWLY);

        assertThat(ends.get(0)).startsWith("exit 0 ");
        assertThat(ends.get(1)).startsWith("OOM_GUARD ");
    }

    @Test
    void where_the_kernel_is_faster_its_counter_tells() throws Exception {
        List<String> ends = guarded("1.0", 1, "100 " + GROWS_FAST);

        assertThat(ends).singleElement().satisfies(end -> assertThat(end)
                .startsWith("OOM_KERNEL ")
                .contains("the kernel killed ffmpeg for memory", "predicted were 100 MiB"));
    }

    /** How each ffmpeg ended; the JVM around them has to live. */
    private static List<String> guarded(String end, long kernelsKills, String... commands) throws Exception {
        Optional<TestingCgroup> made = TestingCgroup.create(LIMIT);
        if (made.isEmpty()) {
            System.out.println("SKIPPED: memory cgroups cannot be written here: " + Cgroups.own());
        }
        assumeTrue(made.isPresent(), "memory cgroups cannot be written here");
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TestingGuarded.class.getName(),
                end));
        java.addAll(List.of(commands));
        try (TestingCgroup cgroup = made.get()) {
            Process jvm = new ProcessBuilder(cgroup.around(java))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> ends = jvm.inputReader().lines().toList();
            assertThat(jvm.waitFor()).isZero();
            ends.forEach(System.out::println);
            assertThat(cgroup.oomKills()).isEqualTo(kernelsKills);
            return ends;
        }
    }

    @Test
    void an_ffmpeg_that_somebody_kills_is_no_memory_death() throws Exception {
        FfmpegRun run = start(TestingTools.TOOLS, STEADY);
        while (run.pid() == 0) {
            Thread.onSpinWait();
        }
        ProcessHandle.of(run.pid()).orElseThrow().destroyForcibly();

        RunResult result = run.await();

        assertThat(result.death().outcome()).isEqualTo(Outcome.WORKER_LOST);
        assertThat(result.death().evidence()).contains("exit code 137");
    }

    @Test
    void an_ffmpeg_that_is_refused_memory_where_memory_is_limited_died_of_it() throws Exception {
        Path limited = Files.writeString(
                directory.resolve("ffmpeg"),
                "#!/bin/sh\nulimit -v 700000\nexec '%s' \"$@\"\n".formatted(TestingTools.TOOLS.ffmpeg()));
        Files.setPosixFilePermissions(limited, PosixFilePermissions.fromString("rwx------"));
        MediaTools tools =
                new MediaTools(limited, TestingTools.TOOLS.ffprobe(), TestingTools.TOOLS.environment(), "limited");

        RunResult result = start(tools, GROWS_FAST).await();

        assertThat(result.death()).as(result.stderrTail()).isNotNull();
        assertThat(result.death().outcome()).isEqualTo(Outcome.OOM_KERNEL);
        assertThat(result.death().evidence()).contains("its address space is limited to 683 MiB");
    }

    private FfmpegRun start(MediaTools tools, String command) {
        return new FfmpegRunner(tools)
                .start(List.of(command.split(" ")), directory, RunLimits.within(Duration.ofMinutes(1)), p -> {});
    }
}
