package io.reelmill.operator.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelmill.common.Telemetry;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The gateway, asked and answered at once. Every method fails with {@link GatewayProblem}. Thread-safe. */
@ApplicationScoped
public class Gateway {

    private static final String JOBS = "/api/v1/jobs";
    private static final String JSON = "application/json";

    private final Http api;
    private final Http internal;

    /** A list of jobs. */
    private record Page(List<GatewayJob> items) {}

    Gateway(GatewayConfig config, MeterRegistry meters) {
        this.api = new Http(config.url(), config.tokenFile(), config.timeout());
        this.internal = new Http(config.internalUrl(), config.internalTokenFile(), config.timeout());
        meters.gauge(Telemetry.GATEWAY_REACHABLE, api, port -> port.reachable() ? 1 : 0);
    }

    /** Starts a job, or finds the one that was started by the same key. */
    public GatewayJob submit(String key, JobOrder order) throws GatewayProblem {
        return job(api.send(api.request(JOBS)
                .header("Content-Type", JSON)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(GatewayJson.write(order)))));
    }

    /** The job as it is now. */
    public GatewayJob job(JobId id) throws GatewayProblem {
        return job(api.send(api.request(path(id))));
    }

    /** The newest job with a label. */
    public Optional<GatewayJob> find(String label, String value) throws GatewayProblem {
        String query = URLEncoder.encode(label + "=" + value, StandardCharsets.UTF_8);
        String page = api.send(api.request(JOBS + "?limit=1&label=" + query));
        return GatewayJson.read(page, Page.class).items().stream().findFirst();
    }

    /** Its latest attempts, its memory, and what waits. */
    public GatewayAttempts attempts(JobId id, int latest) throws GatewayProblem {
        String body = api.send(api.request(path(id) + "/attempts?limit=" + latest));
        return GatewayJson.read(body, GatewayAttempts.class);
    }

    /** The job with the changes. */
    public GatewayJob change(JobId id, JobChange change) throws GatewayProblem {
        return job(api.send(api.request(path(id))
                .header("Content-Type", JSON)
                .method("PATCH", BodyPublishers.ofString(GatewayJson.write(change)))));
    }

    /** Ends a job; one that has ended or is gone stays as it is. */
    public void cancel(JobId id) throws GatewayProblem {
        try {
            api.send(api.request(path(id) + "/cancel").POST(BodyPublishers.noBody()));
        } catch (GatewayProblem problem) {
            ignore(problem, ProblemCode.JOB_ENDED, ProblemCode.JOB_NOT_FOUND);
        }
    }

    /** Removes a job and the media that was made for it; ends it before if need be. One that is gone stays so. */
    public void delete(JobId id) throws GatewayProblem {
        try {
            api.send(api.request(path(id)).DELETE());
        } catch (GatewayProblem problem) {
            ignore(problem, ProblemCode.JOB_NOT_FOUND);
        }
    }

    /** Tells of the death of a worker, and hears what it meant for its attempts. */
    public List<Verdict> report(String worker, Termination death) throws GatewayProblem {
        String path = "/internal/v1/workers/" + URLEncoder.encode(worker, StandardCharsets.UTF_8) + "/terminations";
        String answer = internal.send(internal.request(path)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(Messages.write(death))));
        return GatewayJson.read(answer, Verdict.Answer.class).attempts();
    }

    Http api() {
        return api;
    }

    static String path(JobId id) {
        return JOBS + "/" + id.value();
    }

    private static GatewayJob job(String body) throws GatewayProblem {
        return GatewayJson.read(body, GatewayJob.class);
    }

    private static void ignore(GatewayProblem problem, ProblemCode... harmless) throws GatewayProblem {
        if (!List.of(harmless).contains(problem.code())) {
            throw problem;
        }
    }
}
