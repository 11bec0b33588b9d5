package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.reelmill.media.TestClips;
import io.reelmill.operator.api.Phase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dashboards show and alerts watch is there in a system that has just run a job. */
class WatchedMetricsIT {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)[{ ]");

    /** Those that only the operator tells; all others are looked for in the services. */
    private static final Predicate<String> OPERATORS =
            Pattern.compile("^(reconciliations_|reelmill_operator_)").asPredicate();

    @TempDir
    Path directory;

    @Test
    void every_metric_of_dashboards_and_alerts_is_scraped() throws Exception {
        Reelmill reelmill = Reelmill.running();
        Path clip = TestClips.clip().frames(150).audio("eng").write(directory.resolve("clip.mp4"));
        new Jobs(reelmill.api()).completed(reelmill.api().upload(clip, "profile=fast&chunkSeconds=2"));

        Set<String> scraped = new TreeSet<>();
        for (var process : reelmill.state().processes()) {
            if (process.name().matches("(gateway|chunker|transcode|merge)-1")) {
                scraped.addAll(scrape(URI.create(process.address()).resolve("/q/metrics")));
            }
        }

        assertThat(missing(OPERATORS.negate(), scraped)).isEmpty();
    }

    @Test
    void those_of_the_operator_are_told_by_one_that_has_seen_a_job_through_a_worker_die_and_the_gateway_away()
            throws Exception {
        try (OperatorRig rig = new OperatorRig()) {
            String key = rig.place(TestClips.clip().frames(5).write(directory.resolve("watched.mp4")));
            rig.apply("watched", "source: {s3: {bucket: reelmill, key: %s}}\nprofile: fast".formatted(key));
            assertThat(rig.ended("watched").phase()).isEqualTo(Phase.COMPLETED);
            rig.cut();
            die(rig);
            Awaitility.await()
                    .atMost(OperatorRig.PATIENCE)
                    .until(() -> rig.operator().metrics().contains("reconciliations_failure_total"));
            rig.mend();

            Awaitility.await().atMost(OperatorRig.PATIENCE).untilAsserted(() -> assertThat(
                            missing(OPERATORS, samples(rig.operator().metrics())))
                    .isEmpty());
        }
    }

    /** A worker pod waits for its restart after a death for memory: it is told, and replaced. */
    private static void die(OperatorRig rig) {
        Pod pod = rig.kubernetes()
                .getKubernetesSerialization()
                .unmarshal(
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata:
                          name: reelmill-worker-small-5d8f-x
                          labels: {media.reelmill.io/worker: worker-small, pod-template-hash: 5d8f}
                          ownerReferences:
                          - {apiVersion: apps/v1, kind: ReplicaSet, name: reelmill-worker-small-5d8f, uid: rs, controller: true}
                        spec:
                          nodeName: node-1
                          containers: [{name: worker, image: worker}]
                        """,
                        Pod.class);
        pod.getMetadata().setNamespace(rig.namespace());
        Pod made = rig.kubernetes().resource(pod).create();
        made.setStatus(rig.kubernetes()
                .getKubernetesSerialization()
                .unmarshal(
                        """
                        status:
                          phase: Running
                          containerStatuses:
                          - name: worker
                            image: worker
                            imageID: worker
                            ready: false
                            restartCount: 3
                            state: {waiting: {reason: CrashLoopBackOff}}
                            lastState:
                              terminated:
                                reason: OOMKilled
                                exitCode: 137
                                containerID: containerd://w3
                                startedAt: 2026-11-28T10:00:00Z
                                finishedAt: 2026-11-28T10:00:30Z
                        """,
                        Pod.class)
                .getStatus());
        rig.kubernetes().resource(made).updateStatus();
    }

    /** Metrics of those wanted that nobody tells, with who asks for them. */
    private static Map<String, Set<String>> missing(Predicate<String> wanted, Set<String> scraped) {
        Map<String, Set<String>> watched = new TreeMap<>(Expressions.metrics());
        watched.keySet().removeIf(wanted.negate());
        assertThat(watched).isNotEmpty();
        watched.keySet().removeAll(scraped);
        return watched;
    }

    private static Set<String> scrape(URI address) throws Exception {
        return samples(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static Set<String> samples(String text) {
        return SAMPLE.matcher(text).results().map(sample -> sample.group(1)).collect(Collectors.toSet());
    }
}
