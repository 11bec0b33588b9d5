package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A worker pod with a status as kubelets write it. */
final class TestingPod {

    /** Lately, whenever the test runs. */
    static final Instant DIED = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);

    private final PodBuilder pod;
    private final List<ContainerStatus> containers = new ArrayList<>();
    private final List<ContainerStatus> sidecars = new ArrayList<>();
    private final PodStatusBuilder status = new PodStatusBuilder().withPhase("Running");

    TestingPod(String namespace, String name) {
        pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .withUid("uid-" + name)
                .withCreationTimestamp(DIED.minusSeconds(600).toString())
                .withLabels(new HashMap<>(Map.of(PodRef.LABEL, "worker-small", "pod-template-hash", "5d8f")))
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("ReplicaSet")
                .withName("reelmill-worker-small-5d8f")
                .withUid("rs")
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withNodeName("node-1")
                .addNewInitContainer()
                .withName("proxy")
                .withImage("proxy")
                .withRestartPolicy("Always")
                .endInitContainer()
                .addNewContainer()
                .withName("worker")
                .withImage("worker")
                .addNewEnv()
                .withName("REELMILL_WORKER_ID")
                .withValue(name)
                .endEnv()
                .withNewResources()
                .withLimits(Map.of("memory", new Quantity("1Gi")))
                .endResources()
                .endContainer()
                .endSpec();
    }

    /** The worker runs, and has not ended before. */
    TestingPod runs() {
        containers.add(container("worker", 0)
                .withNewState()
                .withNewRunning()
                .withStartedAt(DIED.minusSeconds(30).toString())
                .endRunning()
                .endState()
                .build());
        return this;
    }

    /** The worker ended so, and the kubelet has started it again. */
    TestingPod died(String reason, int exitCode) {
        containers.add(container("worker", 1)
                .withNewState()
                .withNewRunning()
                .withStartedAt(DIED.plusSeconds(1).toString())
                .endRunning()
                .endState()
                .withLastState(ended(reason, exitCode, "containerd://w1", DIED).getState())
                .build());
        return this;
    }

    /** That is what it left in its termination message when it ended last. */
    TestingPod said(String message) {
        int last = containers.size() - 1;
        containers.set(
                last,
                containers
                        .get(last)
                        .edit()
                        .editLastState()
                        .editTerminated()
                        .withMessage(message)
                        .endTerminated()
                        .endLastState()
                        .build());
        return this;
    }

    /** The worker ended so at a time, and the kubelet has started it again, for the so-manieth time. */
    TestingPod runs(String reason, int exitCode, int restarts, Instant died) {
        containers.add(container("worker", restarts)
                .withNewState()
                .withNewRunning()
                .withStartedAt(died.plusSeconds(1).toString())
                .endRunning()
                .endState()
                .withLastState(ended(reason, exitCode, "containerd://w" + restarts, died)
                        .getState())
                .build());
        return this;
    }

    /** The worker ended so and has not been started again. */
    TestingPod lies(String reason, int exitCode, int restarts) {
        containers.add(container("worker", restarts)
                .withState(ended(reason, exitCode, "containerd://w" + restarts, DIED)
                        .getState())
                .build());
        return this;
    }

    /** The kubelet does not know what became of the worker before it started it again. */
    TestingPod lost(int restarts) {
        containers.add(container("worker", restarts)
                .withNewState()
                .withNewTerminated()
                .withReason("ContainerStatusUnknown")
                .withMessage("The container could not be located when the pod was terminated")
                .withExitCode(137)
                .endTerminated()
                .endState()
                .build());
        return this;
    }

    /** The worker ended so and waits for its restart. */
    TestingPod waits(String reason, int exitCode, int restarts, Instant at) {
        containers.add(container("worker", restarts)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .endWaiting()
                .endState()
                .withLastState(
                        ended(reason, exitCode, "containerd://w" + restarts, at).getState())
                .build());
        return this;
    }

    TestingPod sidecarDied(String reason, int exitCode) {
        sidecars.add(container("proxy", 0)
                .withState(ended(reason, exitCode, "containerd://p1", DIED).getState())
                .build());
        return this;
    }

    TestingPod evicted() {
        status.withPhase("Failed").withReason("Evicted").withMessage("The node was low on resource: memory.");
        return disrupted();
    }

    TestingPod disrupted() {
        status.addNewCondition()
                .withType("DisruptionTarget")
                .withStatus("True")
                .withLastTransitionTime(DIED.toString())
                .endCondition();
        return this;
    }

    TestingPod deleted() {
        pod.editMetadata().withDeletionTimestamp(DIED.toString()).endMetadata();
        return this;
    }

    /** No node has it yet. */
    TestingPod waitsForNode() {
        pod.editSpec().withNodeName(null).endSpec();
        return this;
    }

    Pod build() {
        return pod.withStatus(status.withContainerStatuses(containers)
                        .withInitContainerStatuses(sidecars)
                        .build())
                .build();
    }

    private static ContainerStatusBuilder container(String name, int restarts) {
        return new ContainerStatusBuilder()
                .withName(name)
                .withImage(name)
                .withImageID(name)
                .withReady(false)
                .withRestartCount(restarts);
    }

    private static ContainerStatus ended(String reason, int exitCode, String id, Instant at) {
        return new ContainerStatusBuilder()
                .withNewState()
                .withNewTerminated()
                .withReason(reason)
                .withExitCode(exitCode)
                .withContainerID(id)
                .withStartedAt(at.minusSeconds(30).toString())
                .withFinishedAt(at.toString())
                .endTerminated()
                .endState()
                .build();
    }
}
