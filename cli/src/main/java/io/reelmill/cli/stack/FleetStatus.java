package io.reelmill.cli.stack;

import io.reelmill.cli.Failure;
import io.reelmill.cli.gateway.GatewayClient;
import java.io.IOException;
import java.net.ConnectException;

/** What a gateway knows of workers, jobs and queues; what it cannot tell does not hide the rest. */
final class FleetStatus {

    private static final int JOBS = 10;

    private final GatewayClient gateway;

    FleetStatus(GatewayClient gateway) {
        this.gateway = gateway;
    }

    private interface Part {
        void show() throws IOException, InterruptedException;
    }

    void show(StatusText text) throws InterruptedException {
        try {
            show(text, "workers", () -> text.workers(gateway.workers()));
            show(text, "jobs", () -> text.jobs(gateway.jobs(JOBS)));
            show(text, "queues", () -> text.queues(gateway.queues()));
        } catch (ConnectException e) {
            text.note("the gateway does not answer: " + e.getMessage());
        }
    }

    private static void show(StatusText text, String what, Part part) throws ConnectException, InterruptedException {
        try {
            part.show();
        } catch (ConnectException e) {
            throw e;
        } catch (IOException e) {
            text.note("%s: the gateway does not answer: %s".formatted(what, e.getMessage()));
        } catch (RuntimeException e) {
            text.note("%s: %s".formatted(what, Failure.of(e).detail()));
        }
    }
}
