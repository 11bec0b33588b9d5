package io.reelmill.cli.admin;

import io.reelmill.cli.Table;
import io.reelmill.cli.gateway.DeadLetterView;
import io.reelmill.cli.gateway.DeadLetterView.AttemptView;
import io.reelmill.cli.gateway.ReplayView;
import io.reelmill.cli.gateway.SweepView;
import io.reelmill.cli.progress.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Answers as lines for people. Pure. */
final class AdminText {

    private AdminText() {}

    static List<String> letters(List<DeadLetterView> letters) {
        if (letters.isEmpty()) {
            return List.of("no dead letters: nothing was given up");
        }
        Table table = new Table("ID", "AT", "KIND", "WHAT", "ATTEMPT", "OUTCOME", "DETAIL");
        letters.forEach(letter -> table.row(
                letter.id(),
                letter.at(),
                kind(letter),
                what(letter),
                told(letter.attempt()),
                told(letter.outcome()),
                told(letter.detail())));
        return table.lines();
    }

    static List<String> letter(DeadLetterView letter) {
        List<String> lines = new ArrayList<>(
                List.of("%s, a %s given up at %s".formatted(letter.id(), kind(letter), letter.at()), what(letter)));
        if (letter.outcome() != null) {
            lines.add("%s after attempt %s".formatted(letter.outcome(), told(letter.attempt())));
        }
        if (letter.detail() != null) {
            lines.add(letter.detail());
        }
        if (!letter.history().isEmpty()) {
            lines.add("");
            lines.addAll(history(letter.history()));
        }
        if (letter.payload() != null) {
            lines.addAll(List.of("", letter.payload()));
        }
        return lines;
    }

    private static List<String> history(List<AttemptView> attempts) {
        Table table = new Table("ATTEMPT", "WORKER", "BEGAN", "TOOK", "PEAK", "LIMIT", "OUTCOME", "DETAIL");
        attempts.forEach(attempt -> table.row(
                attempt.number(),
                told(attempt.worker()),
                told(attempt.claimedAt()),
                took(attempt),
                bytes(attempt.peakBytes()),
                bytes(attempt.limitBytes()),
                told(attempt.outcome()),
                told(attempt.detail())));
        return table.lines();
    }

    static List<String> replay(ReplayView view) {
        List<String> lines = new ArrayList<>();
        view.replayed()
                .forEach(letter -> lines.add("replayed %s%s"
                        .formatted(letter.id(), letter.jobId() == null ? "" : " as job " + letter.jobId())));
        view.refused()
                .forEach(letter ->
                        lines.add("refused %s: %s: %s".formatted(letter.id(), letter.code(), letter.detail())));
        return lines.isEmpty() ? List.of("no dead letters: nothing to replay") : lines;
    }

    static List<String> sweep(SweepView report) {
        List<String> lines = new ArrayList<>();
        lines.add("%d unfinished %s examined%s"
                .formatted(
                        report.examined(),
                        report.examined() == 1 ? "job" : "jobs",
                        report.dryRun() ? ", nothing was changed" : ""));
        report.blind().forEach(blind -> lines.add("not judged: " + blind));
        if (report.findings().isEmpty()) {
            lines.add("everything fits");
            return lines;
        }
        Table table = new Table("JOB", "TASK", "ATTEMPT", "PROBLEM", report.dryRun() ? "WOULD BE DONE" : "DONE", "WHY");
        report.findings()
                .forEach(finding -> table.row(
                        finding.jobId(),
                        told(finding.task()),
                        told(finding.attempt()),
                        finding.problem(),
                        finding.action(),
                        told(finding.why())));
        lines.addAll(table.lines());
        return lines;
    }

    private static String kind(DeadLetterView letter) {
        return told(letter.kind()).toLowerCase(Locale.ROOT);
    }

    private static String what(DeadLetterView letter) {
        if (letter.topic() != null) {
            return "from " + letter.topic();
        }
        return "%s of job %s".formatted(told(letter.task()), told(letter.jobId()));
    }

    private static String took(AttemptView attempt) {
        return attempt.claimedAt() == null || attempt.endedAt() == null
                ? "-"
                : Units.clock(Duration.between(attempt.claimedAt(), attempt.endedAt()));
    }

    private static String bytes(Long bytes) {
        return bytes == null ? "-" : Units.bytes(bytes);
    }

    private static String told(Object value) {
        return value == null ? "-" : value.toString();
    }
}
