package io.reelmill.cli.transcode;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Failure;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.progress.JobProgress;
import io.reelmill.common.job.JobStatus;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One input on its way: sent, followed, fetched. What is not brought to its end is cancelled. */
final class JobRun {

    /** How often a job is looked at: a look costs the gateway some milliseconds, and an encode goes on for long. */
    private static final long ENCODING_POLL_MILLIS = 1_000;

    private static final long POLL_MILLIS = 250;
    private static final Failure INTERRUPTED = new Failure(ExitCode.INTERRUPTED, "CANCELLED", "interrupted");

    private final Input input;
    private final Submission submission;
    private final Results results;
    private final GatewayClient gateway;
    private final JobProgress progress;
    private final Clock clock;
    private volatile boolean stopped;

    JobRun(
            Input input,
            Destination destination,
            TranscodeOptions options,
            GatewayClient gateway,
            JobProgress progress,
            Clock clock) {
        this.input = input;
        this.submission = new Submission(input, options.job(), gateway, progress, clock);
        this.results = new Results(destination, options.force(), gateway, progress, clock);
        this.gateway = gateway;
        this.progress = progress;
        this.clock = clock;
    }

    /** From now on it does not begin; when it has begun already, its thread is to be interrupted as well. */
    void stop() {
        stopped = true;
    }

    /** Does it all; whatever goes wrong is in the result. */
    TranscodeResult run() {
        TranscodeResult result = stopped ? failed(INTERRUPTED) : attempt(clock.instant());
        progress.ended(result.succeeded() ? "done" : "failed: " + result.detail());
        return result;
    }

    private TranscodeResult attempt(Instant begin) {
        try {
            JobView job = follow(submission.send());
            return job.state() == JobStatus.COMPLETED
                    ? TranscodeResult.completed(input.text(), job, results.fetch(job), begin, clock.instant())
                    : TranscodeResult.ended(input.text(), job);
        } catch (InterruptedException e) {
            return abandoned(INTERRUPTED);
        } catch (IOException | RuntimeException e) {
            return abandoned(stopped ? INTERRUPTED : failure(e));
        }
    }

    private JobView follow(JobView accepted) throws IOException, InterruptedException {
        JobView job = accepted;
        progress.seen(clock.instant(), job);
        while (!job.state().terminal()) {
            TimeUnit.MILLISECONDS.sleep(job.state() == JobStatus.ENCODING ? ENCODING_POLL_MILLIS : POLL_MILLIS);
            job = new Patience(clock).call(() -> gateway.job(accepted.id()));
            progress.seen(clock.instant(), job);
        }
        submission.ended();
        return job;
    }

    private static Failure failure(Exception e) {
        return e instanceof IOException
                ? new Failure(ExitCode.GATEWAY, "CONNECTION_LOST", "the connection broke: " + e)
                : Failure.of(e);
    }

    /** An interruption that is still pending would break off the cancelling as well. */
    private TranscodeResult abandoned(Failure why) {
        Thread.interrupted();
        return cancel().map(trouble -> failed(new Failure(
                        why.exitCode(), why.code(), why.detail() + "; its job could not be cancelled: " + trouble)))
                .orElseGet(() -> failed(why));
    }

    /** Why that was not possible. */
    private Optional<String> cancel() {
        try {
            submission.cancel();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return cancel();
        }
    }

    private TranscodeResult failed(Failure why) {
        String state = why.exitCode() == ExitCode.INTERRUPTED ? "CANCELLED" : "FAILED";
        return TranscodeResult.failed(
                input.text(), submission.jobId(), state, why.exitCode(), why.code(), why.detail(), null);
    }
}
