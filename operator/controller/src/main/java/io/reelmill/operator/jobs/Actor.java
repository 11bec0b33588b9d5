package io.reelmill.operator.jobs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.operator.gateway.Gateway;
import io.reelmill.operator.gateway.GatewayJob;
import io.reelmill.operator.gateway.GatewayProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Does what was decided, step by step until there is nothing left to do. */
@ApplicationScoped
class Actor {

    private static final Logger LOG = Logger.getLogger(Actor.class);

    /** Submitting and changing, and once more for what somebody else changed in between. */
    private static final int MOST_STEPS = 3;

    private final KubernetesClient kubernetes;
    private final Gateway gateway;
    private final JobsConfig config;

    Actor(KubernetesClient kubernetes, Gateway gateway, JobsConfig config) {
        this.kubernetes = kubernetes;
        this.gateway = gateway;
        this.config = config;
    }

    /**
     * What came of it.
     *
     * @param job the job as it is then; null when there is none or it could not be asked for
     * @param finding what is wrong; null for nothing
     */
    record Done(GatewayJob job, Finding finding) {}

    Done act(Observation observed) {
        Observation seen = observed;
        for (int i = 0; i < MOST_STEPS; i++) {
            JobStep step = StepPlanner.next(seen);
            if (step instanceof JobStep.Trouble trouble) {
                return new Done(seen.job(), trouble.finding());
            }
            if (step instanceof JobStep.Rest) {
                break;
            }
            if (step instanceof JobStep.Expire) {
                delete(seen);
                break;
            }
            try {
                seen = seen.after(carryOut(step, seen));
            } catch (GatewayProblem problem) {
                return new Done(seen.job(), finding(problem, seen));
            }
        }
        return new Done(seen.job(), null);
    }

    private GatewayJob carryOut(JobStep step, Observation seen) throws GatewayProblem {
        if (step instanceof JobStep.Submit submit) {
            return submit(submit, seen);
        }
        JobStep.Change change = (JobStep.Change) step;
        try {
            return gateway.change(change.id(), change.change());
        } catch (GatewayProblem problem) {
            if (problem.code() == ProblemCode.JOB_ENDED) {
                return gateway.job(change.id());
            }
            throw problem;
        }
    }

    /** A profile may have been changed since the same MediaJob was submitted: its job is the one that it has already. */
    private GatewayJob submit(JobStep.Submit submit, Observation seen) throws GatewayProblem {
        String uid = seen.resource().getMetadata().getUid();
        try {
            GatewayJob job = gateway.submit(uid, submit.order());
            LOG.infof("%s is job %s", seen.resource().getFullResourceName() + " " + name(seen), job.id());
            return job;
        } catch (GatewayProblem problem) {
            if (problem.code() == ProblemCode.IDEMPOTENCY_CONFLICT) {
                return gateway.find(Orders.UID, uid).orElseThrow(() -> problem);
            }
            throw problem;
        }
    }

    /** A change that is refused does not end a job, and neither does a profile that may still come. */
    private Finding finding(GatewayProblem problem, Observation seen) {
        Finding finding = Finding.of(problem);
        boolean mayCome = seen.spec().profile() != null
                && seen.profile() == null
                && Instant.parse(seen.resource().getMetadata().getCreationTimestamp())
                        .plus(config.profilePatience())
                        .isAfter(seen.now());
        if (seen.job() != null || mayCome) {
            return finding.passing();
        }
        return finding;
    }

    private void delete(Observation seen) {
        LOG.infof(
                "%s has been over for %s and is deleted",
                name(seen), seen.spec().ttlAfterFinished());
        kubernetes.resource(seen.resource()).delete();
    }

    private static String name(Observation seen) {
        return seen.resource().getMetadata().getNamespace() + "/"
                + seen.resource().getMetadata().getName();
    }
}
