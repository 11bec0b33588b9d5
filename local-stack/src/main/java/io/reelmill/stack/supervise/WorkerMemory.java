package io.reelmill.stack.supervise;

import io.reelmill.stack.deaths.Death;
import io.reelmill.stack.memory.KillWitness;
import io.reelmill.stack.memory.MemoryGroups;
import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.ProcessSpec;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The shares of memory of a stack's workers, what holds them to these, and whether it has killed any. Thread-safe. */
final class WorkerMemory {

    private final MemoryGroups groups;
    private final Clock clock;
    private final Map<String, KillWitness> witnesses = new HashMap<>();
    private MemoryShares shares;

    WorkerMemory(MemoryGroups groups, MemoryShares shares, Clock clock) {
        this.groups = groups;
        this.shares = shares;
        this.clock = clock;
    }

    synchronized MemoryShares shares() {
        return shares;
    }

    /** Divides it anew, for processes that are started from now on. */
    synchronized void divide(int workers) {
        shares = new MemoryShares(shares.totalBytes(), workers);
    }

    /** The process in a group of its own with its limit; as it is where there are no groups. */
    synchronized ProcessSpec hold(ServiceInstance instance, ProcessSpec spec) {
        return groups.member(instance.id(), shares.limit(instance.kind()))
                .map(group -> {
                    witnesses.put(instance.id(), new KillWitness(group::kills, clock));
                    return spec.withCommand(group.enter(spec.command()));
                })
                .orElse(spec);
    }

    /** Looks whether the kernel has killed anything. */
    void look() {
        Map<String, KillWitness> now;
        synchronized (this) {
            now = Map.copyOf(witnesses);
        }
        now.values().forEach(KillWitness::look);
    }

    /**
     * What is known of the end of a worker's process.
     *
     * @param incarnation what it said that it was; null when it said nothing
     */
    synchronized Death death(ServiceInstance instance, ChildProcess process, int exitCode, String incarnation) {
        KillWitness witness = witnesses.get(instance.id());
        return new Death(
                instance.id(),
                process.pid(),
                process.startedAt(),
                clock.instant(),
                exitCode,
                witness == null ? null : shares.limit(instance.kind()),
                witness != null && witness.justKilled(),
                incarnation);
    }

    /** What the kernel holds a process to, in bytes; 0 when nothing does. */
    synchronized long limit(ServiceInstance instance) {
        return witnesses.containsKey(instance.id()) ? shares.limit(instance.kind()) : 0;
    }

    /** Why workers have no groups; empty when they have. */
    Optional<String> problem() {
        return groups.problem();
    }

    /** A worker is gone for good. */
    synchronized void forget(String worker) {
        witnesses.remove(worker);
        groups.remove(worker);
    }

    /** Every worker is gone. */
    void close() {
        groups.close();
    }
}
