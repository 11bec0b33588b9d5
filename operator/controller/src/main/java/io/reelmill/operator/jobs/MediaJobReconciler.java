package io.reelmill.operator.jobs;

import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.gateway.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps a MediaJob and its job at the gateway alike: observe, validate, act, report, all of it, every time. */
@ControllerConfiguration(name = MediaJobReconciler.NAME, finalizerName = MediaJob.FINALIZER)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 60_000)
public class MediaJobReconciler implements Reconciler<MediaJob>, Cleaner<MediaJob> {

    /** Name of the controller in configuration and metrics. */
    public static final String NAME = "mediajobs";

    private final Observer observer;
    private final Actor actor;
    private final Reporter reporter;
    private final Farewell farewell;
    private final Pace pace;
    private final SimpleInboundEventSource<MediaJob> events = new SimpleInboundEventSource<>("gateway");

    MediaJobReconciler(Observer observer, Actor actor, Reporter reporter, Farewell farewell, Pace pace) {
        this.observer = observer;
        this.actor = actor;
        this.reporter = reporter;
        this.farewell = farewell;
        this.pace = pace;
    }

    @Override
    public List<EventSource<?, MediaJob>> prepareEventSources(EventSourceContext<MediaJob> context) {
        return List.of(events);
    }

    @Override
    public UpdateControl<MediaJob> reconcile(MediaJob resource, Context<MediaJob> context) {
        Observation seen = observer.observe(resource);
        Actor.Done done = actor.act(seen);
        ResourceID id = ResourceID.fromResource(resource);
        pace.follow(done, job -> events.propagateEvent(id));
        if (seen.status().filter(status -> status.phase().terminal()).isPresent()) {
            return ended(seen);
        }
        Reporter.Said said = reporter.report(resource, done);
        Duration rest = pace.rest(seen, done, Optional.ofNullable(said.rest()));
        return rest == null ? said.control() : said.control().rescheduleAfter(rest);
    }

    private UpdateControl<MediaJob> ended(Observation seen) {
        UpdateControl<MediaJob> said = reporter.ended(seen.resource());
        return StepPlanner.expiry(seen)
                .map(end -> Duration.between(seen.now(), end))
                .filter(left -> !left.isNegative() && !left.isZero())
                .map(said::rescheduleAfter)
                .orElse(said);
    }

    @Override
    public DeleteControl cleanup(MediaJob resource, Context<MediaJob> context) {
        if (farewell.said(resource)) {
            Observer.jobId(resource).ifPresent(this::forget);
            pace.forget(resource.getMetadata().getUid());
            return DeleteControl.defaultDelete();
        }
        return DeleteControl.noFinalizerRemoval()
                .rescheduleAfter(pace.failed(resource.getMetadata().getUid()).toMillis());
    }

    private void forget(JobId id) {
        pace.forget(id);
    }
}
