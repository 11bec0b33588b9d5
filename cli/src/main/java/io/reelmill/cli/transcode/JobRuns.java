package io.reelmill.cli.transcode;

import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.progress.Display;
import io.reelmill.cli.progress.JobProgress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** All inputs of a call, a few at the same time, so that one is planned or merged while another is encoded. */
final class JobRuns {

    private static final int AT_ONCE = 3;

    private final List<JobRun> runs = new ArrayList<>();
    private final List<JobProgress> progress = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final Terminal terminal;
    private final Clock clock;

    JobRuns(
            List<Input> inputs,
            List<Destination> destinations,
            TranscodeOptions options,
            GatewayClient gateway,
            Terminal terminal,
            Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        for (int i = 0; i < inputs.size(); i++) {
            JobProgress one = new JobProgress(inputs.get(i).fileName());
            progress.add(one);
            runs.add(new JobRun(inputs.get(i), destinations.get(i), options, gateway, one, clock));
        }
    }

    /** Results in the order of the inputs, of each input one. */
    List<TranscodeResult> all() {
        List<Future<TranscodeResult>> futures = runs.stream().map(this::begin).toList();
        try (Display display = new Display(terminal, clock, progress)) {
            List<TranscodeResult> results = new ArrayList<>();
            for (Future<TranscodeResult> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** After {@link #stop()} a run does nothing but say so. */
    private Future<TranscodeResult> begin(JobRun run) {
        FutureTask<TranscodeResult> task = new FutureTask<>(run::run);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
        return task;
    }

    /** Breaks all off: those that run cancel their jobs, those that wait do not begin. */
    void stop() {
        runs.forEach(JobRun::stop);
        threads.shutdownNow().forEach(Runnable::run);
    }
}
