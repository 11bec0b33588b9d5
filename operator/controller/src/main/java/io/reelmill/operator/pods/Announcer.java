package io.reelmill.operator.pods;

import io.fabric8.kubernetes.api.model.Event;
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

/**
 * Tells people by Events, at the pod and at the MediaJob. The same is told once, however often it is said; while the API server
 * cannot take it, it waits.
 */
@ApplicationScoped
public class Announcer {

    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final String COMPONENT = "reelmill-operator";
    private static final String WARNING = "Warning";
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_MESSAGE = 1024;
    private static final int TOO_MANY_REQUESTS = 429;

    private final KubernetesClient kubernetes;
    private final Gateway gateway;
    private final Sayings sayings;
    private final Clock clock;

    Announcer(KubernetesClient kubernetes, Gateway gateway, Sayings sayings, Clock clock) {
        this.kubernetes = Once.of(kubernetes);
        this.gateway = gateway;
        this.sayings = sayings;
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
        Event event = event(about, WARNING, reason, message, key);
        sayings.say(() -> create(event));
    }

    /** What a death meant for an attempt, at the MediaJob that it belongs to, if any. */
    void atJob(Verdict verdict, PodDeath death) {
        String sentence =
                "%s (pod %s)".formatted(verdict.sentence(), death.pod().name());
        String key = death.key() + verdict.taskId();
        sayings.say(() -> mediaJob(verdict.jobId())
                .ifPresent(
                        about -> create(event(about, WARNING, verdict.outcome().reason(), sentence, key))));
    }

    /**
     * One Event at a MediaJob.
     *
     * @param type {@code Normal} or {@code Warning}
     * @param reason why, as a code
     * @param message why, as a sentence
     * @param key what makes it another one than those before
     */
    public void atJob(MediaJob job, String type, String reason, String message, String key) {
        Event event = event(
                reference(
                        job.getMetadata().getNamespace(),
                        job.getMetadata().getName(),
                        job.getMetadata().getUid()),
                type,
                reason,
                message,
                key);
        sayings.say(() -> create(event));
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

    /** None where the gateway has the job no more. */
    private Optional<ObjectReference> mediaJob(String jobId) throws GatewayProblem {
        try {
            Map<String, String> labels = gateway.job(new JobId(jobId)).labels();
            String name = labels.get(MediaJob.GROUP + "/name");
            return Optional.ofNullable(name)
                    .map(found -> reference(
                            labels.get(MediaJob.GROUP + "/namespace"), found, labels.get(MediaJob.GROUP + "/uid")));
        } catch (GatewayProblem problem) {
            if (problem.passing()) {
                throw problem;
            }
            LOG.warnf("no MediaJob can be told of job %s: %s", jobId, problem.getMessage());
            return Optional.empty();
        }
    }

    /** Of the name of what it is about, cut where that is long, and what tells it from others. */
    static String name(String about, String unique) {
        String mark = "."
                + UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "")
                        .substring(0, 16);
        String head = about.substring(0, Math.min(about.length(), LONGEST_NAME - mark.length()));
        return head.replaceFirst("[.-]+$", "") + mark;
    }

    private Event event(ObjectReference about, String type, String reason, String message, String key) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new EventBuilder()
                .withNewMetadata()
                .withName(name(about.getName(), about.getUid() + reason + key))
                .withNamespace(about.getNamespace())
                .endMetadata()
                .withInvolvedObject(about)
                .withReason(reason)
                .withMessage(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message)
                .withType(type)
                .withNewSource()
                .withComponent(COMPONENT)
                .endSource()
                .withReportingComponent(COMPONENT)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build();
    }

    /** What was told already is; what the API server will never take is given up; the rest fails. */
    private void create(Event event) {
        try {
            kubernetes.resource(event).create();
        } catch (KubernetesClientException e) {
            int code = e.getCode();
            if (code < HttpURLConnection.HTTP_BAD_REQUEST
                    || code == TOO_MANY_REQUESTS
                    || code >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                throw e;
            }
            if (code != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warnf("an Event could not be made: %s", e.getMessage());
            }
        }
    }
}
