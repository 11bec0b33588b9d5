package io.reelmill.cli.transcode;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.progress.Units;
import io.reelmill.common.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said at the end: for people, and as JSON. Pure. */
final class Summary {

    private Summary() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Report(String status, String code, String detail, List<TranscodeResult> jobs) {}

    static List<String> lines(TranscodeResult result) {
        List<String> lines = new ArrayList<>();
        if (result.succeeded()) {
            result.outputs().forEach(output -> lines.add(output.path()));
            lines.add(String.format(
                    Locale.ROOT,
                    "  %d frames, %s, %s; took %s, %.2fx; %d %s",
                    result.frames(),
                    Units.seconds(result.durationSeconds()),
                    Units.bytes(result.bytes()),
                    Units.seconds(result.wallSeconds()),
                    result.speed(),
                    result.retries(),
                    result.retries() == 1 ? "retry" : "retries"));
        } else {
            lines.add("%s: %s: %s".formatted(result.input(), result.code(), result.detail()));
            if (result.advice() != null) {
                lines.add("  " + result.advice());
            }
        }
        result.warnings().forEach(warning -> lines.add("  warning: " + warning));
        return lines;
    }

    /** One object: {@code status}, the first failure's {@code code} and {@code detail}, and every job. */
    static String json(List<TranscodeResult> results) {
        return results.stream()
                .filter(result -> !result.succeeded())
                .findFirst()
                .map(failed -> new Report("failed", failed.code(), failed.detail(), results))
                .map(Messages::write)
                .orElseGet(() -> Messages.write(new Report("completed", null, null, results)));
    }

    /** The object of a call that failed before there was any job. */
    static String json(String code, String detail) {
        return Messages.write(new Report("failed", code, detail, List.of()));
    }

    /** The first failure decides. */
    static int exitCode(List<TranscodeResult> results) {
        return results.stream()
                .filter(result -> !result.succeeded())
                .mapToInt(TranscodeResult::exitCode)
                .findFirst()
                .orElse(ExitCode.OK);
    }
}
