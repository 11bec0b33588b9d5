package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.Pod;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.operator.api.MediaJob;
import java.util.Locale;
import java.util.Optional;

/**
 * A worker pod.
 *
 * @param namespace its namespace
 * @param name its name, which is the worker's id
 * @param uid its uid
 * @param node its node; null before it has one
 * @param deployment its Deployment, as far as its name tells
 * @param queue the queue that it takes work from; null when its label names none
 */
record PodRef(String namespace, String name, String uid, String node, String deployment, WorkQueue queue) {

    /** Label of worker pods: {@code chunker}, {@code merge}, or {@code worker-} and the class. */
    static final String LABEL = MediaJob.GROUP + "/worker";

    private static final String TEMPLATE_HASH = "pod-template-hash";
    private static final String CLASS = "worker-";

    static PodRef of(Pod pod) {
        return new PodRef(
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                pod.getSpec().getNodeName(),
                deployment(pod),
                queue(pod));
    }

    /** The ReplicaSet's name without the hash that the Deployment put behind its own. */
    private static String deployment(Pod pod) {
        String hash = Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get(TEMPLATE_HASH))
                .orElse("");
        String owner = pod.getMetadata().getOwnerReferences().stream()
                .filter(reference -> Boolean.TRUE.equals(reference.getController()))
                .map(reference -> reference.getName())
                .findFirst()
                .orElse(pod.getMetadata().getName());
        return hash.isEmpty() || !owner.endsWith("-" + hash)
                ? owner
                : owner.substring(0, owner.length() - hash.length() - 1);
    }

    private static WorkQueue queue(Pod pod) {
        String label = pod.getMetadata().getLabels() == null
                ? ""
                : pod.getMetadata().getLabels().getOrDefault(LABEL, "");
        if (label.equals("chunker")) {
            return WorkQueue.PLAN;
        }
        String name = (label.startsWith(CLASS) ? label.substring(CLASS.length()) : label).toUpperCase(Locale.ROOT);
        for (WorkQueue queue : WorkQueue.values()) {
            if (queue.name().equals(name)) {
                return queue;
            }
        }
        return null;
    }
}
