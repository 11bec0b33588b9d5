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
 * @param kubeReason reason as the kubelet wrote it; may be null, also where nobody saw the end
 * @param exitCode its exit code; null when unknown
 * @param limitBytes memory that it was allowed; null for no limit
 * @param startedAt when it began; null when unknown
 * @param at when it ended
 * @param incarnation which process of the worker it was, as it said itself; null when it said nothing
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
        Instant at,
        String incarnation) {

    /** After its share of work a worker ends with this code to be started anew. */
    private static final int RECYCLED = 75;

    /** A worker that is asked to end does so with this code: 128 + SIGTERM. */
    private static final int TERMINATED = 143;

    /**
     * Whether the process ended by itself and says that all is well: an init container that has done its work, a worker that was
     * asked to end, or has done its share. What the kubelet says of memory beside that was a child's death before.
     */
    boolean well() {
        return exitCode != null && (exitCode == 0 || exitCode == RECYCLED);
    }

    /** Whether there is nothing to tell of it. */
    boolean orderly() {
        return well() && !Classification.OOM_KILLED.equals(kubeReason);
    }

    /** Names this end among all ends of containers of the pod. */
    String key() {
        return containerId + "@" + at;
    }

    /** When the end of that key was. */
    static Instant at(String key) {
        return Instant.parse(key.substring(key.lastIndexOf('@') + 1));
    }

    /** Whether it speaks against its worker where it cost no task: being sent away does not, and neither does an orderly end. */
    boolean idle() {
        return worker && !well() && deathClass != DeathClass.EVICTED;
    }

    /** Whether nobody saw how it ended, but that its pod is gone. */
    boolean unseen() {
        return kubeReason == null && exitCode == null;
    }

    /** Whether its pod was sent away and it went as it was asked to, or unseen: where that cost no task, nobody need know. */
    boolean parting() {
        return deathClass == DeathClass.EVICTED && (unseen() || well() || exitCode != null && exitCode == TERMINATED);
    }

    Termination termination() {
        return new Termination(
                deathClass.reason(), exitCode, limitBytes, pod.node(), startedAt, at, containerId, incarnation);
    }

    /** For example {@code container worker ended with OOMKilled, exit code 137, at a limit of 1024 MiB}. */
    String words() {
        if (unseen()) {
            return "container %s went with its pod, and nobody saw how it ended".formatted(container);
        }
        return "container %s ended%s%s%s"
                .formatted(
                        container,
                        kubeReason == null || kubeReason.isBlank() ? "" : " with " + kubeReason,
                        exitCode == null ? "" : ", exit code " + exitCode,
                        limitBytes == null ? "" : ", at a limit of %d MiB".formatted(limitBytes >> 20));
    }
}
