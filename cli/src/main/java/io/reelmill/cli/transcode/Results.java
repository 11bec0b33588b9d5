package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.JobView.OutputView;
import io.reelmill.cli.progress.JobProgress;
import io.reelmill.cli.transcode.TranscodeResult.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Fetches what a job has published to where it is wanted. */
final class Results {

    private final Destination destination;
    private final boolean force;
    private final GatewayClient gateway;
    private final JobProgress progress;
    private final Clock clock;

    Results(Destination destination, boolean force, GatewayClient gateway, JobProgress progress, Clock clock) {
        this.destination = destination;
        this.force = force;
        this.gateway = gateway;
        this.progress = progress;
        this.clock = clock;
    }

    /** All files of a completed job. */
    List<Written> fetch(JobView job) throws IOException, InterruptedException {
        List<Written> written = new ArrayList<>();
        long total = job.outputs().stream().mapToLong(OutputView::bytes).sum();
        long before = 0;
        for (OutputView output : job.outputs()) {
            Path target = destination.of(output, job.outputs().size());
            Destinations.refuseExisting(target, force);
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
}
