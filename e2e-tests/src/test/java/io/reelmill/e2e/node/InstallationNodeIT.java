package io.reelmill.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.Pod;
import io.reelmill.e2e.MediaJobs;
import io.reelmill.media.TestClips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a platform engineer does with an installation, in the words of the documentation. */
class InstallationNodeIT {

    private static final int FRAMES = 50;
    private static final int TEST_SECONDS = 180;

    @TempDir
    static Path directory;

    private static NodeRig rig;

    @BeforeAll
    static void start() {
        rig = NodeRig.running();
    }

    @Test
    void helm_test_passes() {
        Helm.test("reelmill")
                .withNamespace(rig.namespace())
                .withKubeConfig(rig.kubeconfig())
                .withTimeout(TEST_SECONDS)
                .call();

        Pod test = rig.kubernetes()
                .pods()
                .inNamespace(rig.namespace())
                .withName("reelmill-test-transcode")
                .get();
        assertThat(test.getStatus().getPhase()).isEqualTo("Succeeded");
    }

    @Test
    void a_media_job_is_applied_watched_and_explained_by_kubectl() throws IOException {
        Path clip = TestClips.clip().frames(FRAMES).audio("eng").write(directory.resolve("holiday.mp4"));
        String job =
                """
                apiVersion: media.reelmill.io/v1alpha1
                kind: MediaJob
                metadata:
                  name: holiday
                spec:
                  source:
                    s3: {bucket: reelmill, key: %s}
                  outputs:
                  - {name: 180p, preset: ultrafast}
                """
                        .formatted(rig.place(clip));
        Path file = Files.writeString(directory.resolve("mediajob.yaml"), job);

        assertThat(rig.kubectl("apply", "-f", file.toString())).contains("mediajob.media.reelmill.io/holiday created");
        assertThat(rig.kubectl(
                        "wait",
                        "mj/holiday",
                        "--for=condition=Complete",
                        "--timeout=" + MediaJobs.PATIENCE.toSeconds() + "s"))
                .contains("condition met");

        assertThat(rig.kubectl("get", "mj", "holiday").lines().toList())
                .satisfiesExactly(
                        head -> assertThat(List.of(head.split(" +")))
                                .containsExactly("NAME", "PHASE", "%", "OOMS", "AGE"),
                        row -> assertThat(row).matches("holiday +Completed +100 +0 +\\d+s *"));
        assertThat(rig.kubectl("get", "mj", "holiday", "-o", "wide")).contains("CLASS", "REASON", "OUTPUTS", "180p");
        assertThat(rig.kubectl("get", "mj", "holiday", "-o", "jsonpath={.status.outputs[*].url}"))
                .startsWith("s3://reelmill/");
        assertThat(rig.kubectl("describe", "mj", "holiday")).contains("1 files are published");
        assertThat(rig.kubectl("explain", "mj.spec.memory.onOom")).contains("runs out of memory");
        rig.exact("holiday", FRAMES);
    }

    @Test
    void pods_run_as_nobody_on_a_file_system_that_they_cannot_write() {
        for (String component : List.of("gateway", "chunker", "worker-small", "merge", "operator")) {
            String pod = rig.pod(component).getMetadata().getName();
            assertThat(rig.kubectl(
                            "exec",
                            pod,
                            "--",
                            "sh",
                            "-c",
                            "id -u; touch /app/x 2>&1; grep -E '^(NoNewPrivs|Seccomp|CapEff):' /proc/1/status"))
                    .as(component)
                    .contains("10001", "Read-only file system")
                    .containsPattern("NoNewPrivs:\\s+1")
                    .containsPattern("Seccomp:\\s+2")
                    .containsPattern("CapEff:\\s+0000000000000000");
        }
    }
}
