package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.command.InputFence;
import io.reelmill.media.tool.MediaTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real ffmpeg: what is told while it runs, how it is ended, and what is left of it. */
class FfmpegRunnerIT {

    private static final List<String> TWO_SECONDS =
            GeneratedInput.of("testsrc2=size=1280x720:rate=25:duration=2", "-f", "null", "-");
    private static final List<String> FOR_EVER = GeneratedInput.live("testsrc2=size=320x240:rate=25");
    private static final RunLimits GENEROUS =
            new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private static final FfmpegRunner FFMPEG = new FfmpegRunner(MediaTools.locate(System.getenv()));

    @TempDir
    Path directory;

    @Test
    void a_run_tells_frames_time_and_memory() throws Exception {
        RunResult result =
                FFMPEG.start(TWO_SECONDS, directory, GENEROUS, p -> {}).await();

        assertThat(result.exitCode()).isZero();
        assertThat(result.ending()).isEqualTo(RunResult.Ending.EXITED);
        assertThat(result.frames()).isEqualTo(50);
        assertThat(result.cpu()).isPositive();
        assertThat(result.decodeErrors()).isZero();
    }

    @Test
    void progress_comes_while_it_runs() throws Exception {
        List<RunProgress> seen = new CopyOnWriteArrayList<>();
        List<String> threeSeconds = GeneratedInput.live("testsrc2=size=320x240:rate=25:duration=3");

        RunResult result =
                FFMPEG.start(threeSeconds, directory, GENEROUS, seen::add).await();

        assertThat(seen).anyMatch(p -> p.frames() > 0 && p.frames() < 75 && p.residentBytes() > 1 << 20);
        assertThat(result.peakBytes()).isGreaterThan(1 << 20);
    }

    @Test
    void a_full_disk_is_told() throws Exception {
        List<String> toFullDisk =
                GeneratedInput.of("testsrc2=size=320x240:rate=25:duration=2", "-f", "rawvideo", "-y", "/dev/full");

        RunResult result =
                FFMPEG.start(toFullDisk, directory, GENEROUS, p -> {}).await();

        assertThat(result.diskFull()).as(result.stderrTail()).isTrue();
    }

    @Test
    void the_kernel_would_take_it_before_the_jvm() throws Exception {
        FfmpegRun run = FFMPEG.start(FOR_EVER, directory, GENEROUS, p -> {});
        AtomicReference<String> child = new AtomicReference<>();
        Thread looker = new Thread(() -> {
            child.set(oomScoreAdjustment(awaitPid(run)));
            run.cancel();
        });
        looker.start();

        run.await();
        looker.join();

        assertThat(child).hasValue("1000");
        assertThat(Integer.parseInt(oomScoreAdjustment(ProcessHandle.current().pid())))
                .isLessThan(1000);
    }

    /** SVT-AV1 asks for real-time priority where it runs as root. */
    @Test
    void no_encoder_keeps_others_from_the_processors() throws Exception {
        List<String> av1 = GeneratedInput.of(
                "testsrc2=size=640x360:rate=25:duration=60", "-c:v", "libsvtav1", "-preset", "12", "-f", "null", "-");
        FfmpegRun run = FFMPEG.start(av1, directory, GENEROUS, p -> {});
        AtomicReference<List<String>> policies = new AtomicReference<>();
        Thread looker = new Thread(() -> {
            policies.set(policiesOfManyThreads(awaitPid(run)));
            run.cancel();
        });
        looker.start();

        run.await();
        looker.join();

        assertThat(policies.get()).as("SCHED_OTHER").containsOnly("0");
    }

    @Test
    void cancel_ends_it_at_once() throws Exception {
        FfmpegRun run = FFMPEG.start(FOR_EVER, directory, GENEROUS, p -> {});
        Thread canceller = new Thread(() -> {
            awaitPid(run);
            run.cancel();
        });
        canceller.start();

        RunResult result = run.await();

        assertThat(result.ending()).isEqualTo(RunResult.Ending.CANCELLED);
        assertThat(result.wall()).isLessThan(Duration.ofSeconds(10));
        assertGone(run.pid());
    }

    @Test
    void a_time_limit_ends_it() throws Exception {
        RunLimits tight = new RunLimits(Duration.ofSeconds(1), Duration.ofSeconds(20), null);

        RunResult result = FFMPEG.start(FOR_EVER, directory, tight, p -> {}).await();

        assertThat(result.ending()).isEqualTo(RunResult.Ending.TIMED_OUT);
        assertThat(result.wall()).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_run_without_new_frames_is_stalled() throws Exception {
        RunLimits impatient = new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(2));
        FfmpegRun run = FFMPEG.start(FOR_EVER, directory, impatient, p -> {});
        Thread stopper = new Thread(() -> signal(awaitPid(run), "STOP"));
        stopper.start();

        RunResult result = run.await();

        assertThat(result.ending()).isEqualTo(RunResult.Ending.STALLED);
        assertGone(run.pid());
    }

    @Test
    void a_failure_comes_with_what_ffmpeg_said_and_without_secrets() throws Exception {
        List<String> bad = new ArrayList<>(InputFence.input("http://127.0.0.1:9/x.mp4?X-Amz-Signature=secret", 1));
        bad.addAll(List.of("-f", "null", "-"));

        RunResult result = FFMPEG.start(bad, directory, GENEROUS, p -> {}).await();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.stderrTail()).contains("http://127.0.0.1:9/x.mp4").doesNotContain("secret");
    }

    @Test
    void nothing_is_left_when_the_jvm_that_started_it_is_killed() throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestingParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long pid = Long.parseLong(jvm.inputReader().readLine());
        assertThat(ProcessHandle.of(pid)).isPresent();

        jvm.destroyForcibly().waitFor();

        assertGone(pid);
    }

    private static long awaitPid(FfmpegRun run) {
        while (run.pid() == 0) {
            Thread.onSpinWait();
        }
        return run.pid();
    }

    private static String oomScoreAdjustment(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "oom_score_adj"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scheduling policies of its threads as soon as an encoder has made its own; see proc(5). */
    private static List<String> policiesOfManyThreads(long pid) {
        Path tasks = Path.of("/proc", String.valueOf(pid), "task");
        while (true) {
            try (Stream<Path> threads = Files.list(tasks)) {
                List<String> policies = threads.map(FfmpegRunnerIT::policy).toList();
                if (policies.size() > 20) {
                    return policies;
                }
            } catch (IOException | UncheckedIOException e) {
                if (!Files.exists(tasks)) {
                    return List.of("ended too soon");
                }
            }
        }
    }

    private static String policy(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[38];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(long pid, String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertGone(long pid) throws Exception {
        var handle = ProcessHandle.of(pid);
        if (handle.isPresent()) {
            handle.get().onExit().get(10, TimeUnit.SECONDS);
        }
    }
}
