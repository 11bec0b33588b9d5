package io.reelmill.cli.transcode;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.gateway.GatewayException;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.progress.JobProgress;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One input handed to the gateway. Its job carries a label that is chosen here, so that it is found, and can be cancelled,
 * even when the answer that would have named it never came. Not thread-safe.
 */
final class Submission {

    /** Label of every job that the command line starts. */
    static final String LABEL = "cli-call";

    /** How long a request that was broken off may take to become a job. */
    private static final Duration SEARCH = Duration.ofSeconds(3);

    private static final long SEARCH_MILLIS = 200;

    private final Input input;
    private final JobOptions options;
    private final GatewayClient gateway;
    private final JobProgress progress;
    private final Clock clock;
    private final String call = UUID.randomUUID().toString();
    /** Whether there may be a job that has not ended. */
    private boolean open;

    private String jobId;

    Submission(Input input, JobOptions options, GatewayClient gateway, JobProgress progress, Clock clock) {
        this.input = input;
        this.options = options;
        this.gateway = gateway;
        this.progress = progress;
        this.clock = clock;
    }

    /** Sends the input; from then on there may be a job, until {@link #ended()}. */
    JobView send() throws IOException, InterruptedException {
        try {
            JobView job = new Patience(clock).call(() -> input.isAddress() ? create() : upload());
            jobId = job.id();
            return job;
        } catch (GatewayException e) {
            open = e.temporary();
            throw e;
        } catch (FileSystemException e) {
            throw new CliException(ExitCode.FILES, "INPUT_NOT_READABLE", "cannot read " + input.text() + ": " + e);
        }
    }

    private JobView create() throws IOException, InterruptedException {
        Map<String, Object> job = options.json(input.text());
        job.put("labels", Map.of(LABEL, call));
        open = true;
        return gateway.create(job, call);
    }

    private JobView upload() throws IOException, InterruptedException {
        long size = Files.size(input.file());
        Map<String, String> parameters = options.parameters(input.fileName());
        parameters.put("labels", LABEL + "=" + call);
        open = true;
        return gateway.upload(input.file(), parameters, call, sent -> progress.uploaded(clock.instant(), sent, size));
    }

    /** The job; null while its id is not known. */
    String jobId() {
        return jobId;
    }

    /** The job was seen to have ended: there is nothing to cancel any more. */
    void ended() {
        open = false;
    }

    /** Cancels the job if there is one that has not ended. */
    void cancel() throws IOException, InterruptedException {
        if (!open) {
            return;
        }
        if (jobId == null) {
            jobId = find();
        }
        if (jobId != null) {
            cancel(jobId);
        }
        open = false;
    }

    private String find() throws IOException, InterruptedException {
        Instant end = clock.instant().plus(SEARCH);
        List<JobView> found = gateway.labelled(LABEL, call);
        while (found.isEmpty() && clock.instant().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(SEARCH_MILLIS);
            found = gateway.labelled(LABEL, call);
        }
        return found.isEmpty() ? null : found.get(0).id();
    }

    private void cancel(String id) throws IOException, InterruptedException {
        try {
            gateway.cancel(id);
        } catch (GatewayException e) {
            if (!e.code().equals("JOB_ENDED")) {
                throw e;
            }
        }
    }
}
