package io.reelmill.cli.gateway;

import java.util.List;

/** What became of dead letters that were to be replayed. */
public record ReplayView(List<Replayed> replayed, List<Refused> refused) {

    public ReplayView {
        replayed = replayed == null ? List.of() : List.copyOf(replayed);
        refused = refused == null ? List.of() : List.copyOf(refused);
    }

    /** One that got another try; the new job is null for a message. */
    public record Replayed(String id, String jobId) {}

    /** One that stays. */
    public record Refused(String id, String code, String detail) {}
}
