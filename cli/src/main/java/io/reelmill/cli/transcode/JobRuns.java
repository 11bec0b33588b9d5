package io.reelmill.cli.transcode;

import io.reelmill.cli.Terminal;
import io.reelmill.cli.progress.Display;
import io.reelmill.cli.progress.JobProgress;
import io.reelmill.cli.stack.Session;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All inputs of a call, a few at the same time, so that one is planned or merged while another is encoded. */
final class JobRuns {

    private static final int AT_ONCE = 3;

    private final List<JobRun> runs = new ArrayList<>();
    private final List<JobProgress> progress = new ArrayList<>();
    private final Session session;
    private final Terminal terminal;
    private final Clock clock;

    JobRuns(
            List<Input> inputs,
            List<Destination> destinations,
            TranscodeOptions options,
            Session session,
            Terminal terminal,
            Clock clock) {
        this.session = session;
        this.terminal = terminal;
        this.clock = clock;
        for (int i = 0; i < inputs.size(); i++) {
            JobProgress one = new JobProgress(inputs.get(i).fileName());
            progress.add(one);
            runs.add(new JobRun(inputs.get(i), destinations.get(i), options, session.gateway(), one, clock));
        }
    }

    /** Results in the order of the inputs. */
    List<TranscodeResult> all() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        session.onInterrupt(() -> {
            List<String> unfinished = unfinished();
            threads.shutdownNow();
            unfinished.forEach(this::cancel);
        });
        try (Display display = new Display(terminal, clock, progress)) {
            List<Future<TranscodeResult>> futures =
                    runs.stream().map(run -> threads.submit(run::run)).toList();
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

    private List<String> unfinished() {
        return runs.stream()
                .map(JobRun::unfinishedJob)
                .flatMap(Optional::stream)
                .toList();
    }

    private void cancel(String jobId) {
        try {
            session.gateway().cancel(jobId);
        } catch (IOException | RuntimeException e) {
            terminal.err().println("job " + jobId + " could not be cancelled: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
