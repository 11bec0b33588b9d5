package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.reelmill.operator.gateway.GatewayProblem;
import java.time.Clock;

/**
 * Looks at a worker pod each time its status changes, and once more when it is gone: tells its deaths, and replaces it where that is
 * due.
 */
@ControllerConfiguration(
        name = WorkerPodReconciler.NAME,
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(namespaces = Constants.WATCH_CURRENT_NAMESPACE, labelSelector = PodRef.LABEL))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, intervalMultiplier = 2, maxInterval = 15_000)
public class WorkerPodReconciler implements Reconciler<Pod> {

    /** Name of the controller in configuration and metrics. */
    public static final String NAME = "workerpods";

    private final DeathDesk desk;
    private final Replacements replacements;
    private final WorkersHealth health;
    private final Clock clock;

    WorkerPodReconciler(DeathDesk desk, Replacements replacements, WorkersHealth health, Clock clock) {
        this.desk = desk;
        this.replacements = replacements;
        this.health = health;
        this.clock = clock;
    }

    @Override
    public UpdateControl<Pod> reconcile(Pod pod, Context<Pod> context) throws GatewayProblem {
        PodRef ref = PodRef.of(pod);
        UpdateControl<Pod> nothing = UpdateControl.noUpdate();
        if (context.isPrimaryResourceDeleted() && gone(ref, context)) {
            desk.tellGone(pod, clock.instant());
            desk.forget(ref);
            return nothing;
        }
        health.seen(ref);
        desk.tell(pod);
        return replacements.policy().wanted(pod, Deaths.of(pod))
                ? replacements
                        .replace(ref, clock.instant())
                        .map(nothing::rescheduleAfter)
                        .orElse(nothing)
                : nothing;
    }

    /** A pod that lost its label only is told of as one that was deleted. */
    private static boolean gone(PodRef ref, Context<Pod> context) {
        Pod there = context.getClient()
                .pods()
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .get();
        return there == null || !there.getMetadata().getUid().equals(ref.uid());
    }
}
