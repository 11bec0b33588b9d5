package io.reelmill.messaging.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.reelmill.common.job.WorkQueue;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How a worker takes work. */
@ConfigMapping(prefix = "reelmill.worker")
public interface WorkerConfig {

    /** Name of this worker, unique among the living; the pod's name in a cluster. The host's name when absent. */
    Optional<String> id();

    /** Queues to take work from; each service sets its own. */
    Optional<Set<WorkQueue>> queues();

    /** Tasks to run at once; the number of CPUs on a plain machine and 1 in a pod when absent. */
    OptionalInt slots();

    /** Memory that tasks may use together; 60 % of the container's limit or the machine when absent. */
    Optional<MemorySize> memory();

    /** Address of the gateway's internal port. */
    @WithDefault("http://127.0.0.1:9000")
    URI gateway();

    /** File that holds the token for the gateway's internal port, where it asks for one. */
    Optional<Path> gatewayTokenFile();

    /** How long one answer of the gateway may take; it may watch a heartbeat before it answers. */
    @WithDefault("15s")
    Duration claimTimeout();

    /** File in which the process says which one it is, for whoever sees its end; {@code /dev/termination-log}, which Kubernetes reads, when absent and there. */
    Optional<Path> terminationMessage();

    /** Directory for scratch files; each worker has its own folder in it. */
    @WithDefault("${java.io.tmpdir}/reelmill-scratch")
    Path scratchDir();

    /** Scratch space that tasks may use together; what is free in its directory at the start when absent. */
    Optional<MemorySize> scratchSpace();

    /** Most bytes that the scratch files of one attempt may take; more ends the attempt. */
    @WithDefault("64G")
    MemorySize scratchLimit();

    /** Time between heartbeats. */
    @WithDefault("500ms")
    Duration heartbeat();

    /** Time after which a heartbeat in Redis vanishes by itself. */
    @WithDefault("5s")
    Duration heartbeatTtl();

    /** Time after which a task is asked to end; work that is predicted to take longer gets more. */
    @WithDefault("30m")
    Duration softLimit();

    /** Time after which a task is killed, likewise; the broker must hold a record longer than this. */
    @WithDefault("35m")
    Duration hardLimit();

    /** Time without a new frame after which an encode counts as stalled. */
    @WithDefault("2m")
    Duration stall();

    /** How the memory of tasks is guarded. */
    Guard guard();

    /** When a worker that has done its share ends, with exit code 75, to be started anew by whoever watches over it. */
    Recycle recycle();

    /** How long a stopping worker waits for its slots to hand back their tasks. */
    @WithDefault("10s")
    Duration drain();

    /** When a worker that has done its share ends. */
    interface Recycle {
        /** Tasks after which it takes no more, and ends when those that run have ended; 0 for never. */
        @WithDefault("2000")
        int tasks();

        /** Resident memory of its own, without child processes, above which it ends when it has nothing to do. */
        @WithDefault("2G")
        MemorySize memory();

        /** Shortest life; a process that ends sooner counts as one that fails, and is started ever later. */
        @WithDefault("10m")
        Duration minUptime();
    }

    /** How the memory of tasks is guarded: of what they may use together, and of the container's limit. */
    interface Guard {
        /** Share of a limit from which the report of the task at fault carries a warning. */
        @WithDefault("0.85")
        double warn();

        /** Share of a limit from which the task at fault, the one farthest above its prediction, is ended. */
        @WithDefault("0.95")
        double end();

        /** Longest time between two looks; they come faster where memory grows or is nearly used up. */
        @WithDefault("500ms")
        Duration interval();
    }
}
