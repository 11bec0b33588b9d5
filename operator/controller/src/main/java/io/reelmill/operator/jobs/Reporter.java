package io.reelmill.operator.jobs;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.gateway.GatewayAttempts;
import io.reelmill.operator.pods.WorkersHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Writes what is known of a MediaJob into its status, when there is something new to say. */
@ApplicationScoped
class Reporter {

    private final Observer observer;
    private final WorkersHealth workers;
    private final Memo memo;
    private final WritePolicy policy;
    private final Clock clock;

    Reporter(Observer observer, WorkersHealth workers, Memo memo, JobsConfig config, Clock clock) {
        this.observer = observer;
        this.workers = workers;
        this.memo = memo;
        this.policy = new WritePolicy(config.progressInterval());
        this.clock = clock;
    }

    /** The status to write, if any, and how long what is left to say has to wait at least. */
    record Said(UpdateControl<MediaJob> control, Duration rest) {}

    Said report(MediaJob resource, Actor.Done done) {
        String uid = resource.getMetadata().getUid();
        Instant now = clock.instant();
        MediaJobStatus old = resource.getStatus();
        MediaJobStatus bare = Statuses.of(report(resource, done, null, now));
        Duration first = policy.rest(old, bare, memo.written(uid), now);
        if (first != null && !first.isZero()) {
            return new Said(UpdateControl.noUpdate(), first);
        }
        MediaJobStatus whole = Statuses.of(report(resource, done, observer.attempts(done.job()), now));
        Duration rest = policy.rest(old, whole, memo.written(uid), now);
        if (rest == null || !rest.isZero()) {
            return new Said(UpdateControl.noUpdate(), rest);
        }
        memo.written(uid, now);
        return new Said(UpdateControl.patchStatus(owned(resource, whole)), null);
    }

    private Report report(MediaJob resource, Actor.Done done, GatewayAttempts attempts, Instant now) {
        Report.Unhealthy unhealthy = attempts == null
                ? null
                : workers.unhealthy(attempts.waiting().keySet())
                        .map(found -> new Report.Unhealthy(found.reason(), found.message()))
                        .orElse(null);
        return new Report(resource, done.job(), attempts, done.finding(), unhealthy, workers.nodes(), now);
    }

    /** Only what the operator owns is sent: the rest stays who wrote it. */
    private static MediaJob owned(MediaJob resource, MediaJobStatus status) {
        MediaJob patch = new MediaJob();
        patch.setMetadata(new ObjectMetaBuilder()
                .withName(resource.getMetadata().getName())
                .withNamespace(resource.getMetadata().getNamespace())
                .build());
        patch.setStatus(status);
        return patch;
    }
}
