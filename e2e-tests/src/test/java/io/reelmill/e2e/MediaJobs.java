package io.reelmill.e2e;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.JobCondition;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import io.reelmill.stack.server.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** Applies MediaJobs in one namespace of a cluster and waits for what becomes of them. */
public abstract class MediaJobs {

    /** How long whatever is awaited may take. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KubernetesClient kubernetes;
    private final String namespace;

    /** In an existing namespace. */
    protected MediaJobs(KubernetesClient kubernetes, String namespace) {
        this.kubernetes = kubernetes;
        this.namespace = namespace;
    }

    /** Where to look when something did not come. */
    protected abstract String evidence();

    /** Where the store keeps its buckets. */
    public abstract Path storage();

    /** Places a file where jobs may read it, and returns its key. */
    public final String place(Path clip) {
        String key = "inbox/" + clip.getFileName();
        try {
            Path target = storage().resolve(Endpoints.BUCKET).resolve(key);
            Files.createDirectories(target.getParent());
            Files.copy(clip, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    /** A client that may do everything. */
    public final KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** Where the MediaJobs are. */
    public final String namespace() {
        return namespace;
    }

    /** Applies a MediaJob whose spec is given as YAML. */
    public final MediaJob apply(String name, String spec) {
        MediaJob job = kubernetes
                .getKubernetesSerialization()
                .unmarshal("spec:\n" + spec.strip().indent(2), MediaJob.class);
        job.setMetadata(
                new ObjectMetaBuilder().withName(name).withNamespace(namespace).build());
        return kubernetes.resource(job).create();
    }

    /** Holds back new work of one of them, or no more. */
    public final void suspend(String name, boolean suspended) {
        patch(name, "{\"spec\":{\"suspend\":%s}}".formatted(suspended));
    }

    /** Changes one of them by what is merged into it. */
    public final void patch(String name, String merged) {
        resource(name).patch(PatchContext.of(PatchType.JSON_MERGE), merged);
    }

    /** One of them, whether it is there or not. */
    public final Resource<MediaJob> resource(String name) {
        return kubernetes.resources(MediaJob.class).inNamespace(namespace).withName(name);
    }

    /** One of them as it is now; null where there is none. */
    public final MediaJob job(String name) {
        return resource(name).get();
    }

    /** Its status; null before the operator has seen it. */
    public final MediaJobStatus status(String name) {
        return job(name).getStatus();
    }

    /** Its status once it is as wanted; shows the resource where that does not come. */
    public final MediaJobStatus await(String name, Predicate<MediaJobStatus> wanted) {
        Awaitility.await(name + "; " + evidence())
                .conditionEvaluationListener(condition -> {
                    if (condition.getRemainingTimeInMS() < 200 && !condition.isSatisfied()) {
                        System.out.println(
                                kubernetes.getKubernetesSerialization().asYaml(job(name)));
                    }
                })
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    MediaJobStatus status = status(name);
                    return status != null && wanted.test(status);
                });
        return status(name);
    }

    /** Its status at its end. */
    public final MediaJobStatus ended(String name) {
        return await(name, status -> status.phase().terminal());
    }

    /** Its status once it is in that phase. */
    public final MediaJobStatus phase(String name, Phase phase) {
        return await(name, status -> status.phase() == phase);
    }

    /** One of its conditions. */
    public static JobCondition condition(MediaJobStatus status, ConditionType type) {
        return status.conditions().stream()
                .filter(condition -> condition.type() == type)
                .findFirst()
                .orElseThrow();
    }

    /** Whether one of its conditions is true. */
    public static boolean holds(MediaJobStatus status, ConditionType type) {
        return condition(status, type).status() == JobCondition.Status.TRUE;
    }
}
