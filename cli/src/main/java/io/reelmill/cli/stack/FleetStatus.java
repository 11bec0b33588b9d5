package io.reelmill.cli.stack;

import io.reelmill.cli.Failure;
import io.reelmill.cli.gateway.GatewayClient;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.common.job.JobStatus;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;

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

    /** @param tasks whether tasks are shown as well */
    void show(StatusText text, boolean tasks) throws InterruptedException {
        try {
            show(text, "workers", () -> text.workers(gateway.workers()));
            show(text, "jobs", () -> jobs(text, tasks));
            show(text, "queues", () -> text.queues(gateway.queues()));
        } catch (ConnectException e) {
            text.note("the gateway does not answer: " + e.getMessage());
        }
    }

    private void jobs(StatusText text, boolean tasks) throws IOException, InterruptedException {
        List<JobView> jobs = gateway.jobs(JOBS);
        text.jobs(jobs);
        for (JobView job : jobs) {
            if (tasks && (!job.state().terminal() || job.state() == JobStatus.FAILED)) {
                text.tasks(job, gateway.tasks(job.id()));
            }
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
