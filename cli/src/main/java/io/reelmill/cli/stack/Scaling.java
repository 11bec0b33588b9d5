package io.reelmill.cli.stack;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.gateway.GatewayException;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Changes the number of a stack's transcode workers. */
final class Scaling {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 200;

    private Scaling() {}

    /** Returns when those taken away have ended, and the gateway hears every one that is there. */
    static void to(int workers, StackClient stack, GatewayClient gateway) throws InterruptedException {
        try {
            stack.scale(workers);
        } catch (IllegalStateException e) {
            throw new CliException(ExitCode.STACK, "STACK_FAILED", e.getMessage());
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (!heard(stack.state().processes(), gateway)) {
            if (Instant.now().isAfter(end)) {
                throw new CliException(
                        ExitCode.STACK,
                        "WORKERS_NOT_HEARD",
                        "the workers run, but the gateway has not heard all of them within %d s; see: reelmill status"
                                .formatted(PATIENCE.toSeconds()));
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    static String text(int workers) {
        return workers == 1 ? "1 worker" : workers + " workers";
    }

    private static boolean heard(List<ProcessState> processes, GatewayClient gateway) throws InterruptedException {
        try {
            return allHeard(processes, gateway.workers());
        } catch (IOException | GatewayException e) {
            return false;
        }
    }

    /** A heartbeat from before the process was started is of another that had its name. */
    static boolean allHeard(List<ProcessState> processes, List<Heartbeat> heartbeats) {
        return processes.stream()
                .filter(process -> process.name().startsWith("transcode-"))
                .allMatch(process -> process.startedAt() != null
                        && heartbeats.stream()
                                .anyMatch(heartbeat -> heartbeat.workerId().equals(process.name())
                                        && heartbeat.at().isAfter(process.startedAt())));
    }
}
