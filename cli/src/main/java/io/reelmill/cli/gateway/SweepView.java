package io.reelmill.cli.gateway;

import java.util.List;

/** What a sweep found, as far as people are shown it. */
public record SweepView(boolean dryRun, int examined, List<String> blind, List<FindingView> findings) {

    public SweepView {
        blind = blind == null ? List.of() : List.copyOf(blind);
        findings = findings == null ? List.of() : List.copyOf(findings);
    }

    /** Something that does not fit; task and attempt are null where the whole job is meant. */
    public record FindingView(String jobId, String task, Integer attempt, String problem, String action, String why) {}
}
