package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.gateway.GatewayException;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.JobView.OutputView;
import io.reelmill.cli.progress.JobProgress;
import io.reelmill.cli.transcode.TranscodeResult.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One input on its way: sent, followed, fetched. */
final class JobRun {

    private static final long POLL_MILLIS = 500;

    private final Input input;
    private final Destination destination;
    private final TranscodeOptions options;
    private final GatewayClient gateway;
    private final JobProgress progress;
    private final Clock clock;
    private volatile String jobId;
    private volatile boolean finished;

    JobRun(
            Input input,
            Destination destination,
            TranscodeOptions options,
            GatewayClient gateway,
            JobProgress progress,
            Clock clock) {
        this.input = input;
        this.destination = destination;
        this.options = options;
        this.gateway = gateway;
        this.progress = progress;
        this.clock = clock;
    }

    /** Does it all; whatever goes wrong is in the result. */
    TranscodeResult run() {
        Instant begin = clock.instant();
        TranscodeResult result = attempt(begin);
        finished = true;
        progress.ended(result.succeeded() ? "done" : "failed: " + result.detail());
        return result;
    }

    /** The job while there is one to cancel. */
    Optional<String> unfinishedJob() {
        return finished ? Optional.empty() : Optional.ofNullable(jobId);
    }

    private TranscodeResult attempt(Instant begin) {
        try {
            JobView job = follow(send());
            return switch (job.state()) {
                case COMPLETED -> completed(job, fetch(job), begin);
                default -> ended(job);
            };
        } catch (CliException e) {
            return failed(e.exitCode(), e.code(), e.getMessage());
        } catch (GatewayException e) {
            return failed(ExitCode.GATEWAY, e.code(), e.getMessage());
        } catch (IOException e) {
            return failed(ExitCode.GATEWAY, "CONNECTION_LOST", "the connection broke: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TranscodeResult.failed(
                    input.text(), jobId, "CANCELLED", ExitCode.INTERRUPTED, "CANCELLED", "interrupted", null);
        }
    }

    private JobView send() throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        JobView job = new Patience(clock).call(() -> {
            if (input.isAddress()) {
                return gateway.create(options.job().json(input.text()), key);
            }
            long size = Files.size(input.file());
            return gateway.upload(
                    input.file(),
                    options.job().parameters(input.fileName()),
                    key,
                    sent -> progress.uploaded(clock.instant(), sent, size));
        });
        jobId = job.id();
        return job;
    }

    private JobView follow(JobView accepted) throws IOException, InterruptedException {
        JobView job = accepted;
        progress.seen(clock.instant(), job);
        while (!job.state().terminal()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            job = new Patience(clock).call(() -> gateway.job(accepted.id()));
            progress.seen(clock.instant(), job);
        }
        return job;
    }

    private List<Written> fetch(JobView job) throws IOException, InterruptedException {
        List<Written> written = new ArrayList<>();
        long total = job.outputs().stream().mapToLong(OutputView::bytes).sum();
        long before = 0;
        for (OutputView output : job.outputs()) {
            Path target = destination.of(output, job.outputs().size());
            Destinations.refuseExisting(target, options.force());
            fetch(job, output, target, before, total);
            written.add(Written.of(output, target));
            before += output.bytes();
        }
        return written;
    }

    private void fetch(JobView job, OutputView output, Path target, long before, long total)
            throws IOException, InterruptedException {
        try (InputStream content = new Patience(clock).call(() -> gateway.open(job.id(), output.name()))) {
            Download.to(
                    target,
                    content,
                    output.sha256(),
                    bytes -> progress.downloaded(clock.instant(), before + bytes, total));
        } catch (FileSystemException e) {
            throw new CliException(
                    ExitCode.FILES, "OUTPUT_NOT_WRITABLE", "%s cannot be written: %s".formatted(target, e));
        }
    }

    private TranscodeResult completed(JobView job, List<Written> written, Instant begin) {
        double wall = Duration.between(begin, clock.instant()).toMillis() / 1000.0;
        double length = job.outputs().stream()
                .mapToDouble(OutputView::durationSeconds)
                .max()
                .orElse(0);
        long frames = job.outputs().stream().mapToLong(OutputView::frames).max().orElse(0);
        return new TranscodeResult(
                input.text(),
                job.id(),
                job.state().name(),
                null,
                null,
                null,
                written,
                frames,
                length,
                wall,
                wall > 0 ? Math.round(length / wall * 100) / 100.0 : 0,
                job.retries(),
                job.warnings(),
                ExitCode.OK);
    }

    private TranscodeResult ended(JobView job) {
        String state = job.state().name();
        if (job.failure() == null) {
            String detail = "the job was " + state.toLowerCase(Locale.ROOT);
            return TranscodeResult.failed(input.text(), job.id(), state, ExitCode.JOB_FAILED, state, detail, null);
        }
        return TranscodeResult.failed(
                input.text(),
                job.id(),
                state,
                ExitCode.JOB_FAILED,
                job.failure().code(),
                job.failure().detail(),
                job.failure().advice());
    }

    private TranscodeResult failed(int exitCode, String code, String detail) {
        return TranscodeResult.failed(input.text(), jobId, "FAILED", exitCode, code, detail, null);
    }
}
