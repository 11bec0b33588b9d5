package io.reelmill.stack.supervise;

import io.reelmill.stack.memory.MachineMemory;
import java.nio.file.Path;

/**
 * How a stack is to run.
 *
 * @param services directory that holds the built services, each in a directory of its module's name
 * @param workers number of transcode worker processes
 * @param slots encodes that each of them runs at the same time
 * @param memoryBytes memory for the work of all workers together
 */
public record StackOptions(Path services, int workers, int slots, long memoryBytes) {

    public StackOptions {
        services = services.toAbsolutePath().normalize();
        if (workers < 1 || slots < 1) {
            throw new IllegalArgumentException("at least one worker with one slot is needed");
        }
        new MemoryShares(memoryBytes, workers);
    }

    /** With the default share of the machine's memory. */
    public StackOptions(Path services, int workers, int slots) {
        this(services, workers, slots, MachineMemory.forWork(null, MachineMemory.bytes()));
    }

    /** The same with so much memory for work, in bytes. */
    public StackOptions withMemory(long bytes) {
        return new StackOptions(services, workers, slots, bytes);
    }

    /** Where class archives are kept: beside what was built, since they belong to it and not to the state of a stack. */
    Path classArchives() {
        return services.resolve("target").resolve("class-archives");
    }

    /**
     * Uses the whole machine: one worker with as many slots as there are processors needs the least memory; more workers
     * share the processors among them.
     */
    public static StackOptions forMachine(Path services, int workers, int processors) {
        return new StackOptions(services, workers, Math.max(1, processors / workers));
    }
}
