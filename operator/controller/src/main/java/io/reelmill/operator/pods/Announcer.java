package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.reelmill.common.message.Verdict;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.gateway.Gateway;
import io.reelmill.operator.gateway.GatewayProblem;
import io.reelmill.operator.gateway.JobId;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells people by Events, at the pod and at the MediaJob. The same is told once, however often it is said. */
@ApplicationScoped
class Announcer {

    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final String COMPONENT = "reelmill-operator";

    private final KubernetesClient kubernetes;
    private final Gateway gateway;
    private final Clock clock;

    Announcer(KubernetesClient kubernetes, Gateway gateway, Clock clock) {
        this.kubernetes = kubernetes;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * One Event at a pod.
     *
     * @param key what makes it another one than those before
     */
    void atPod(PodRef pod, String reason, String message, String key) {
        ObjectReference about = new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(pod.namespace())
                .withName(pod.name())
                .withUid(pod.uid())
                .build();
        create(about, reason, message, key);
    }

    /** What a death meant for an attempt, at the MediaJob that it belongs to, if any. */
    void atJob(Verdict verdict, PodDeath death) {
        try {
            mediaJob(verdict.jobId())
                    .ifPresent(about -> create(
                            about,
                            verdict.outcome().reason(),
                            verdict.sentence()
                                    + " (pod %s)".formatted(death.pod().name()),
                            death.key() + verdict.taskId()));
        } catch (GatewayProblem problem) {
            LOG.warnf("the MediaJob of job %s is not told of %s: %s", verdict.jobId(), verdict, problem.getMessage());
        }
    }

    /**
     * One Event at a MediaJob.
     *
     * @param key what makes it another one than those before
     */
    void atJob(MediaJob job, String reason, String message, String key) {
        create(
                reference(
                        job.getMetadata().getNamespace(),
                        job.getMetadata().getName(),
                        job.getMetadata().getUid()),
                reason,
                message,
                key);
    }

    private static ObjectReference reference(String namespace, String name, String uid) {
        return new ObjectReferenceBuilder()
                .withApiVersion(MediaJob.GROUP + "/" + MediaJob.VERSION)
                .withKind("MediaJob")
                .withNamespace(namespace)
                .withName(name)
                .withUid(uid)
                .build();
    }

    private Optional<ObjectReference> mediaJob(String jobId) throws GatewayProblem {
        Map<String, String> labels = gateway.job(new JobId(jobId)).labels();
        String name = labels.get(MediaJob.GROUP + "/name");
        return Optional.ofNullable(name)
                .map(found -> reference(
                        labels.get(MediaJob.GROUP + "/namespace"), found, labels.get(MediaJob.GROUP + "/uid")));
    }

    private void create(ObjectReference about, String reason, String message, String key) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        String unique = UUID.nameUUIDFromBytes((about.getUid() + reason + key).getBytes(StandardCharsets.UTF_8))
                .toString();
        try {
            kubernetes
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withName(about.getName() + "."
                                    + unique.replace("-", "").substring(0, 16))
                            .withNamespace(about.getNamespace())
                            .endMetadata()
                            .withInvolvedObject(about)
                            .withReason(reason)
                            .withMessage(message.length() > 1024 ? message.substring(0, 1024) : message)
                            .withType("Warning")
                            .withNewSource()
                            .withComponent(COMPONENT)
                            .endSource()
                            .withReportingComponent(COMPONENT)
                            .withFirstTimestamp(now)
                            .withLastTimestamp(now)
                            .withCount(1)
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warnf(
                        "an Event about %s %s could not be made: %s", about.getKind(), about.getName(), e.getMessage());
            }
        }
    }
}
