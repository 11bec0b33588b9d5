package io.reelmill.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.reelmill.e2e.MediaJobs;
import io.reelmill.media.TestClips;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that have to go in mid-chunk, on a real node: each costs at most the chunk that it was encoding. */
class LeavingNodeIT {

    private static final int FRAMES = 300;

    @TempDir
    static Path directory;

    private static NodeRig rig;
    private static String work;

    @BeforeAll
    static void start() {
        rig = NodeRig.running();
        Path file = TestClips.clip().frames(FRAMES).write(directory.resolve("lengthy.mp4"));
        // Three chunks of some seconds each.
        work =
                """
                source: {s3: {bucket: reelmill, key: %s}}
                outputs: [{name: slow, height: 360, preset: veryslow, upscale: true}]
                chunking: {seconds: 4}
                memory: {class: large}
                """
                        .formatted(rig.place(file));
    }

    @Test
    void a_pod_that_is_deleted() throws Exception {
        Pod pod = startedOn("deleted");

        assertThat(rig.kubectl("delete", "pod", pod.getMetadata().getName(), "--wait=false"))
                .contains("deleted");

        costsOneChunk("deleted", pod);
    }

    @Test
    void a_pod_that_is_killed_without_grace() throws Exception {
        Pod pod = startedOn("forced");

        rig.kubectl("delete", "pod", pod.getMetadata().getName(), "--wait=false", "--grace-period=1");

        costsOneChunk("forced", pod);
    }

    @Test
    void a_pod_that_is_evicted() throws Exception {
        Pod pod = startedOn("evicted");

        assertThat(rig.kubernetes().pods().resource(pod).evict()).isTrue();

        costsOneChunk("evicted", pod);
    }

    @Test
    void a_node_that_is_drained() throws Exception {
        Pod pod = startedOn("drained");
        String node = pod.getSpec().getNodeName();
        try {
            rig.kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=90s");
        } finally {
            rig.kubectl("uncordon", node);
        }
        rig.awaitReady();

        costsOneChunk("drained", pod);
    }

    /** The pod that encodes the first chunk of a new MediaJob, in the middle of it. */
    private static Pod startedOn(String name) {
        Pod pod = rig.pod("worker-large");
        rig.apply(name, work);
        rig.await(name, status -> status.jobId() != null);
        await().atMost(MediaJobs.PATIENCE)
                .until(() -> rig.api()
                                .job(rig.status(name).jobId())
                                .get("framesDone")
                                .asInt()
                        > 0);
        return pod;
    }

    private static void costsOneChunk(String name, Pod pod) throws Exception {
        List<JsonNode> attempts = rig.exact(name, FRAMES);

        assertThat(rig.kubernetes().resource(pod).get()).as("it is gone").isNull();
        List<JsonNode> again = attempts.stream()
                .filter(attempt -> !attempt.get("outcome").asText().equals("SUCCEEDED"))
                .toList();
        assertThat(again).as(attempts.toString()).hasSize(1);
        assertThat(again.get(0).get("worker").asText())
                .isEqualTo(pod.getMetadata().getName());
        assertThat(again.get(0).get("outcome").asText()).isIn("DRAINED", "EVICTED", "WORKER_LOST");
        assertThat(attempts).hasSize(4);
    }
}
