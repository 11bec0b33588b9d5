package io.reelmill.gateway.terminations;

import io.reelmill.common.message.Termination;
import io.reelmill.gateway.claims.SeenMemory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Finds what a dead process held, with what was seen of it. */
@ApplicationScoped
class Victims {

    private final SeenMemory memory;
    private final TerminationsConfig config;

    Victims(SeenMemory memory, TerminationsConfig config) {
        this.memory = memory;
        this.config = config;
    }

    Uni<List<Victim>> of(DeathRecords records, String workerId, String incarnation, Termination death, Instant now) {
        return records.held(workerId, incarnation, now.minus(config.memory()))
                .map(held -> held.stream().map(victim -> seen(victim, death)).toList());
    }

    private Victim seen(Victim victim, Termination death) {
        return memory.of(victim.jobId(), victim.attempt())
                .map(seen -> victim.seen(seen, death))
                .orElse(victim);
    }
}
