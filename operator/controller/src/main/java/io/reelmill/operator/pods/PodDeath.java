package io.reelmill.operator.pods;

import io.reelmill.common.message.Termination;
import java.time.Instant;

/**
 * The end of one container of a worker pod.
 *
 * @param pod the pod
 * @param container name of the container
 * @param worker whether it is the container that runs tasks; the others concern no attempt
 * @param containerId names the run of the container; the pod's uid where the kubelet told none
 * @param deathClass what it was
 * @param kubeReason reason as the kubelet wrote it; may be null
 * @param exitCode its exit code; null when unknown
 * @param limitBytes memory that it was allowed; null for no limit
 * @param startedAt when it began; null when unknown
 * @param at when it ended
 */
record PodDeath(
        PodRef pod,
        String container,
        boolean worker,
        String containerId,
        DeathClass deathClass,
        String kubeReason,
        Integer exitCode,
        Long limitBytes,
        Instant startedAt,
        Instant at) {

    /** Names this end among all ends of containers of the pod. */
    String key() {
        return containerId + "@" + at;
    }

    Termination termination() {
        return new Termination(deathClass.reason(), exitCode, limitBytes, pod.node(), startedAt, at, containerId);
    }

    /** For example {@code container worker ended with OOMKilled, exit code 137, at a limit of 1024 MiB}. */
    String words() {
        return "container %s ended%s%s%s"
                .formatted(
                        container,
                        kubeReason == null || kubeReason.isBlank() ? "" : " with " + kubeReason,
                        exitCode == null ? "" : ", exit code " + exitCode,
                        limitBytes == null ? "" : ", at a limit of %d MiB".formatted(limitBytes >> 20));
    }
}
