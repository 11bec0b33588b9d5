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
import java.util.Objects;

/** Writes what is known of a MediaJob into its status, when there is something new to say. */
@ApplicationScoped
class Reporter {

    private final Observer observer;
    private final WorkersHealth workers;
    private final Turns turns;
    private final StatusPace pace;
    private final Clock clock;

    Reporter(Observer observer, WorkersHealth workers, Turns turns, StatusPace pace, Clock clock) {
        this.observer = observer;
        this.workers = workers;
        this.turns = turns;
        this.pace = pace;
        this.clock = clock;
    }

    /** The status to write, if any, and how long what is left to say has to wait at least. */
    record Said(UpdateControl<MediaJob> control, Duration rest) {}

    Said report(MediaJob resource, Actor.Done done) {
        String uid = resource.getMetadata().getUid();
        Instant now = clock.instant();
        MediaJobStatus old = resource.getStatus();
        MediaJobStatus bare = Statuses.of(report(resource, done, null, now));
        Duration first = pace.rest(uid, old, bare, now);
        if (first != null && !first.isZero()) {
            return new Said(UpdateControl.noUpdate(), first);
        }
        GatewayAttempts attempts = observer.attempts(done.job());
        MediaJobStatus whole = Statuses.of(report(resource, done, attempts, now));
        Duration rest = pace.rest(uid, old, whole, now);
        if (rest == null || !rest.isZero()) {
            return new Said(UpdateControl.noUpdate(), rest);
        }
        turns.tell(resource, whole, attempts);
        pace.written(uid, now);
        return new Said(UpdateControl.patchStatus(owned(resource, whole)), null);
    }

    /** An ended job says of a changed specification that it was seen. */
    UpdateControl<MediaJob> ended(MediaJob resource) {
        long generation = resource.getMetadata().getGeneration();
        MediaJobStatus status = resource.getStatus();
        return Objects.equals(status.observedGeneration(), generation)
                ? UpdateControl.noUpdate()
                : UpdateControl.patchStatus(owned(resource, Statuses.seen(status, generation)));
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
