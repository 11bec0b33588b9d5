package io.reelmill.cli.transcode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.JobView.FailureView;
import io.reelmill.cli.gateway.JobView.OutputView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What became of one input.
 *
 * @param input as named on the command line
 * @param jobId the job; null when none was accepted
 * @param state COMPLETED, FAILED or CANCELLED
 * @param code why it failed; null otherwise
 * @param detail what happened; null unless it failed
 * @param advice what to do; null when there is nothing to say
 * @param outputs the files written
 * @param frames frames of the longest output
 * @param durationSeconds length of the longest output
 * @param wallSeconds from the first byte sent to the last one written
 * @param speed length of the media by wall time
 * @param retries attempts beyond the first
 * @param warnings sentences for people
 * @param exitCode how this ends the command
 */
record TranscodeResult(
        String input,
        String jobId,
        String state,
        String code,
        String detail,
        String advice,
        List<Written> outputs,
        long frames,
        double durationSeconds,
        double wallSeconds,
        double speed,
        int retries,
        List<String> warnings,
        @JsonIgnore int exitCode) {

    /** A file that was written and whose content was verified. */
    record Written(String name, String path, long bytes, String sha256, int width, int height, long frames) {
        static Written of(OutputView output, Path path) {
            return new Written(
                    output.name(),
                    path.toString(),
                    output.bytes(),
                    output.sha256(),
                    output.width(),
                    output.height(),
                    output.frames());
        }
    }

    /** An input whose job completed and whose files are written. */
    static TranscodeResult completed(String input, JobView job, List<Written> written, Instant begin, Instant end) {
        double wall = Duration.between(begin, end).toMillis() / 1000.0;
        double length = job.outputs().stream()
                .mapToDouble(OutputView::durationSeconds)
                .max()
                .orElse(0);
        return new TranscodeResult(
                input,
                job.id(),
                job.state().name(),
                null,
                null,
                null,
                written,
                job.outputs().stream().mapToLong(OutputView::frames).max().orElse(0),
                length,
                wall,
                wall > 0 ? Math.round(length / wall * 100) / 100.0 : 0,
                job.retries(),
                job.warnings(),
                ExitCode.OK);
    }

    /** An input whose job ended otherwise. */
    static TranscodeResult ended(String input, JobView job) {
        String state = job.state().name();
        FailureView failure = job.failure() != null
                ? job.failure()
                : new FailureView(state, "the job was " + state.toLowerCase(Locale.ROOT), null);
        return new TranscodeResult(
                input,
                job.id(),
                state,
                failure.code(),
                failure.detail(),
                failure.advice(),
                List.of(),
                0,
                0,
                0,
                0,
                job.retries(),
                job.warnings(),
                ExitCode.JOB_FAILED);
    }

    /** An input that came to nothing. */
    static TranscodeResult failed(
            String input, String jobId, String state, int exitCode, String code, String detail, String advice) {
        return new TranscodeResult(
                input, jobId, state, code, detail, advice, List.of(), 0, 0, 0, 0, 0, List.of(), exitCode);
    }

    @JsonIgnore
    boolean succeeded() {
        return code == null;
    }

    @JsonIgnore
    long bytes() {
        return outputs.stream().mapToLong(Written::bytes).sum();
    }
}
