package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which pods are replaced, and how many. Pure.
 *
 * @param most replacements per Deployment within the window
 * @param window in which they are counted
 */
record RestartPolicy(int most, Duration window) {

    private static final String BACK_OFF = "CrashLoopBackOff";

    /**
     * Whether the worker of a pod died for memory and now waits for its restart, or will: the kubelet restarts a container at
     * once only the first time.
     */
    boolean wanted(Pod pod, List<PodDeath> deaths) {
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return false;
        }
        String worker = new Containers(pod).worker();
        Optional<PodDeath> last = deaths.stream()
                .filter(death ->
                        death.worker() && !death.well() && death.deathClass().oom())
                .reduce((first, second) -> second);
        return last.isPresent()
                && Deaths.statuses(pod)
                        .filter(status -> status.getName().equals(worker))
                        .anyMatch(status -> waits(pod, status, last.get()));
    }

    private static boolean waits(Pod pod, ContainerStatus status, PodDeath oom) {
        ContainerState state = status.getState();
        boolean headed = Deaths.terminated(state)
                .filter(end -> status.getRestartCount() >= 1)
                .isPresent();
        boolean latest = Deaths.terminated(state)
                .or(() -> Deaths.terminated(status.getLastState()))
                .filter(end -> oom.at().equals(Deaths.at(pod, end)))
                .isPresent();
        return latest && (backsOff(status) || headed);
    }

    /** Whether the kubelet lets time pass before it starts the container again. */
    static boolean backsOff(ContainerStatus status) {
        ContainerState state = status.getState();
        return state != null
                && state.getWaiting() != null
                && BACK_OFF.equals(state.getWaiting().getReason());
    }

    /**
     * How long the next replacement has to wait; zero for not at all.
     *
     * @param done when pods of the same Deployment were replaced
     */
    Duration rest(List<Instant> done, Instant now) {
        List<Instant> counted = counted(done, now);
        return counted.size() < most
                ? Duration.ZERO
                : Duration.between(now, counted.get(counted.size() - most).plus(window));
    }

    /** Those that still count, the first one first. */
    List<Instant> counted(List<Instant> done, Instant now) {
        return done.stream().filter(at -> at.plus(window).isAfter(now)).sorted().toList();
    }
}
