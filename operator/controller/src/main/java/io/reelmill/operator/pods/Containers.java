package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.stream.Stream;

/** What a pod says of its containers. Pure. */
final class Containers {

    private static final String WORKER_ID = "REELMILL_WORKER_ID";

    private final Pod pod;

    Containers(Pod pod) {
        this.pod = pod;
    }

    /** The container that runs tasks: the one that is told the worker's id, or else the first. */
    String worker() {
        return all().filter(container -> container.getEnv().stream()
                        .anyMatch(env -> env.getName().equals(WORKER_ID)))
                .findFirst()
                .or(() -> pod.getSpec().getContainers().stream().findFirst())
                .map(Container::getName)
                .orElse("");
    }

    /** Memory limit of a container in bytes; null for none. */
    Long limit(String name) {
        return all().filter(container -> container.getName().equals(name))
                .flatMap(container -> Optional.ofNullable(container.getResources()).stream())
                .flatMap(resources -> Optional.ofNullable(resources.getLimits()).stream())
                .flatMap(limits -> Optional.ofNullable(limits.get("memory")).stream())
                .map(Quantity::getNumericalAmount)
                .map(amount -> amount.longValue())
                .findFirst()
                .orElse(null);
    }

    private Stream<Container> all() {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream());
    }
}
