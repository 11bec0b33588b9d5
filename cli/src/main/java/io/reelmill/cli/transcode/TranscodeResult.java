package io.reelmill.cli.transcode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;
import java.util.List;

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
        static Written of(io.reelmill.cli.gateway.JobView.OutputView output, Path path) {
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
