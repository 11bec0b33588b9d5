package io.reelmill.operator.jobs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.MediaProfile;
import io.reelmill.operator.api.Output;
import io.reelmill.operator.gateway.Gateway;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.GatewayProblem;
import io.reelmill.operator.gateway.JobId;
import io.reelmill.operator.gateway.JobStreams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks at everything that concerns a MediaJob, and changes nothing. */
@ApplicationScoped
class Observer {

    private static final int ATTEMPTS = 20;

    private final KubernetesClient kubernetes;
    private final Gateway gateway;
    private final JobStreams streams;
    private final Clock clock;

    Observer(KubernetesClient kubernetes, Gateway gateway, JobStreams streams, Clock clock) {
        this.kubernetes = kubernetes;
        this.gateway = gateway;
        this.streams = streams;
        this.clock = clock;
    }

    static Optional<JobId> jobId(MediaJob resource) {
        return Optional.ofNullable(resource.getStatus())
                .map(MediaJobStatus::jobId)
                .map(JobId::new);
    }

    Observation observe(MediaJob resource) {
        Optional<JobId> id = jobId(resource);
        if (id.isEmpty()) {
            return new Observation(resource, null, null, profile(resource), clock.instant());
        }
        if (resource.getStatus().phase().terminal()) {
            return new Observation(resource, null, null, null, clock.instant());
        }
        try {
            GatewayJob job = streams.latest(id.get()).orElse(null);
            return new Observation(resource, job == null ? gateway.job(id.get()) : job, null, null, clock.instant());
        } catch (GatewayProblem problem) {
            return new Observation(resource, null, problem, null, clock.instant());
        }
    }

    /** Null where the job names none, or one that the namespace does not have. */
    private List<Output> profile(MediaJob resource) {
        String name = resource.getSpec().profile();
        MediaProfile profile = name == null
                ? null
                : kubernetes
                        .resources(MediaProfile.class)
                        .inNamespace(resource.getMetadata().getNamespace())
                        .withName(name)
                        .get();
        return profile == null ? null : profile.getSpec().outputs();
    }

    /** Null when they cannot be asked for now: those that are known then stay. */
    GatewayAttempts attempts(GatewayJob job) {
        try {
            return job == null ? null : gateway.attempts(new JobId(job.id()), ATTEMPTS);
        } catch (GatewayProblem later) {
            return null;
        }
    }
}
