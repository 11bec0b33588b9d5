package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.reelmill.common.message.TerminationMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds ended containers in the status of a pod, of all kinds, now and the time before. Pure. */
final class Deaths {

    private final Pod pod;
    private final PodRef ref;
    private final Containers containers;

    private Deaths(Pod pod) {
        this.pod = pod;
        this.ref = PodRef.of(pod);
        this.containers = new Containers(pod);
    }

    /** All ends that the status tells of and that are not orderly ones, the first one first. */
    static List<PodDeath> of(Pod pod) {
        return ends(pod).stream().filter(end -> !end.orderly()).toList();
    }

    /** All ends that the status tells of, the first one first. */
    static List<PodDeath> ends(Pod pod) {
        return new Deaths(pod).all();
    }

    /** The same of a pod that is gone, with the end of a worker that ran when its status was written last. */
    static List<PodDeath> endsOfGone(Pod pod, Instant now) {
        List<PodDeath> found = new ArrayList<>(ends(pod));
        Deaths deaths = new Deaths(pod);
        boolean told = found.stream().anyMatch(end -> end.containerId().equals(deaths.ref.uid()));
        if (!told && deaths.ran()) {
            found.add(deaths.unseen(null, deaths.left(now)));
        }
        return found;
    }

    private List<PodDeath> all() {
        List<PodDeath> found = new ArrayList<>();
        statuses(pod).forEach(status -> Stream.of(status.getLastState(), status.getState())
                .flatMap(state -> terminated(state).stream())
                .map(end -> death(status, end))
                .forEach(found::add));
        if (evicted() && found.stream().noneMatch(end -> end.worker() && !end.orderly())) {
            found.add(unseen(
                    pod.getStatus().getReason(),
                    disruption()
                            .map(condition -> time(condition.getLastTransitionTime()))
                            .orElseGet(() -> time(pod.getMetadata().getCreationTimestamp()))));
        }
        found.sort(Comparator.comparing(PodDeath::at));
        return found;
    }

    /** Of init containers, containers and ephemeral ones. */
    static Stream<ContainerStatus> statuses(Pod pod) {
        return pod.getStatus() == null
                ? Stream.empty()
                : Stream.of(
                                pod.getStatus().getInitContainerStatuses(),
                                pod.getStatus().getContainerStatuses(),
                                pod.getStatus().getEphemeralContainerStatuses())
                        .flatMap(List::stream);
    }

    /** How often a container has ended. */
    static int count(ContainerStatus status) {
        int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
        return restarts + (terminated(status.getState()).isPresent() ? 1 : 0);
    }

    static Optional<ContainerStateTerminated> terminated(ContainerState state) {
        return Optional.ofNullable(state).map(ContainerState::getTerminated);
    }

    private PodDeath death(ContainerStatus status, ContainerStateTerminated end) {
        String id = end.getContainerID() == null || end.getContainerID().isBlank()
                ? ref.uid() + "/" + status.getName() + "/" + status.getRestartCount()
                : end.getContainerID();
        return new PodDeath(
                ref,
                status.getName(),
                status.getName().equals(containers.worker()),
                id,
                Classification.of(end.getReason(), end.getExitCode(), sentAway()),
                end.getReason(),
                end.getExitCode(),
                containers.limit(status.getName()),
                end.getStartedAt() == null ? null : time(end.getStartedAt()),
                at(pod, end),
                TerminationMessage.incarnationIn(end.getMessage()).orElse(null));
    }

    /** When a container ended; where the kubelet does not know, as of one that it lost sight of, when its pod was made. */
    static Instant at(Pod pod, ContainerStateTerminated end) {
        return time(end.getFinishedAt() == null ? pod.getMetadata().getCreationTimestamp() : end.getFinishedAt());
    }

    /** Of an evicted pod whose containers the kubelet tells nothing of, or one that is gone. */
    private PodDeath unseen(String reason, Instant at) {
        return new PodDeath(
                ref,
                containers.worker(),
                true,
                ref.uid(),
                DeathClass.EVICTED,
                reason,
                null,
                containers.limit(containers.worker()),
                null,
                at,
                null);
    }

    /** Whether the worker may have run when the status was written: it says so, or says nothing though the pod had a node. */
    private boolean ran() {
        return ref.node() != null
                && statuses(pod)
                        .filter(status -> status.getName().equals(containers.worker()))
                        .map(ContainerStatus::getState)
                        .allMatch(state -> state != null && state.getRunning() != null);
    }

    /** When the pod had to be gone, or was seen to be so if that was earlier or nobody had asked it to go. */
    private Instant left(Instant now) {
        return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
                .map(Deaths::time)
                .filter(due -> due.isBefore(now))
                .orElse(now);
    }

    private boolean evicted() {
        return pod.getStatus() != null && "Evicted".equals(pod.getStatus().getReason());
    }

    /** Evicted by its node, by the API, by the scheduler; or deleted. */
    private boolean sentAway() {
        return evicted() || disruption().isPresent() || pod.getMetadata().getDeletionTimestamp() != null;
    }

    private Optional<PodCondition> disruption() {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("DisruptionTarget")
                        && condition.getStatus().equals("True"))
                .findFirst();
    }

    private static Instant time(String text) {
        return Instant.parse(text);
    }
}
