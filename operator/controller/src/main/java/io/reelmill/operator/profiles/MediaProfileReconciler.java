package io.reelmill.operator.profiles;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaProfile;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Holds a profile that is being deleted back until no unfinished job of its namespace names it. */
@ControllerConfiguration(name = MediaProfileReconciler.NAME, finalizerName = MediaProfile.FINALIZER)
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 1000, intervalMultiplier = 2, maxInterval = 60_000)
public class MediaProfileReconciler implements Reconciler<MediaProfile>, Cleaner<MediaProfile> {

    /** Name of the controller in configuration and metrics. */
    public static final String NAME = "mediaprofiles";

    private static final Logger LOG = Logger.getLogger(MediaProfileReconciler.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KubernetesClient kubernetes;

    MediaProfileReconciler(KubernetesClient kubernetes) {
        this.kubernetes = kubernetes;
    }

    /** Jobs read their profile when they are submitted; nothing has to be done for it. */
    @Override
    public UpdateControl<MediaProfile> reconcile(MediaProfile profile, Context<MediaProfile> context) {
        return UpdateControl.noUpdate();
    }

    @Override
    public DeleteControl cleanup(MediaProfile profile, Context<MediaProfile> context) {
        List<String> users = users(profile);
        if (users.isEmpty()) {
            return DeleteControl.defaultDelete();
        }
        LOG.infof("profile %s stays until %s have ended", profile.getMetadata().getName(), users);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(PATIENCE.toMillis());
    }

    private List<String> users(MediaProfile profile) {
        return kubernetes
                .resources(MediaJob.class)
                .inNamespace(profile.getMetadata().getNamespace())
                .list()
                .getItems()
                .stream()
                .filter(job ->
                        profile.getMetadata().getName().equals(job.getSpec().profile()))
                .filter(job -> job.getStatus() == null
                        || job.getStatus().phase() == null
                        || !job.getStatus().phase().terminal())
                .map(job -> job.getMetadata().getName())
                .toList();
    }
}
