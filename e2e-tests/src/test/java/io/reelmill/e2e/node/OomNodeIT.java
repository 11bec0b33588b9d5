package io.reelmill.e2e.node;

import static io.reelmill.e2e.MediaJobs.condition;
import static io.reelmill.e2e.MediaJobs.holds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.reelmill.e2e.Jobs;
import io.reelmill.e2e.MediaJobs;
import io.reelmill.media.TestClips;
import io.reelmill.operator.api.ConditionType;
import io.reelmill.operator.api.MediaJobStatus;
import io.reelmill.operator.api.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work that is larger than its pod, on a real node: a kill costs one chunk, and everybody can read why. */
class OomNodeIT {

    /** Of four seconds of 1080p, the first of two chunks outgrows a small worker. */
    static final String OUTGROWS_SMALL =
            """
            outputs:
            - {name: hd, preset: medium}
            - {name: little, preset: ultrafast, height: 180}
            chunking: {seconds: 4}
            """;

    private static final int FRAMES = 100;

    @TempDir
    static Path directory;

    private static NodeRig rig;
    private static String clip;

    @BeforeAll
    static void start() {
        rig = NodeRig.running();
        clip = source("large", FRAMES);
    }

    private static String source(String name, int frames) {
        Path file = TestClips.clip().size(1920, 1080).frames(frames).write(directory.resolve(name + ".mp4"));
        return "source: {s3: {bucket: reelmill, key: %s}}\n".formatted(rig.place(file));
    }

    @Test
    void an_encode_that_the_kernel_kills_runs_again_in_a_larger_class_and_nothing_else_does() throws Exception {
        Pod small = rig.pod("worker-small");
        rig.apply("child", clip + OUTGROWS_SMALL);

        List<JsonNode> attempts = rig.exact("child", FRAMES);

        assertThat(attempts)
                .extracting(Jobs::told)
                .containsExactlyInAnyOrder("SMALL OOM_KERNEL", "STANDARD SUCCEEDED", "SMALL SUCCEEDED");
        MediaJobStatus status = rig.status("child");
        assertThat(status.memory().ooms()).isEqualTo(1);
        assertThat(status.memory().memoryClass()).isEqualTo("standard");
        assertThat(status.attempts())
                .filteredOn(attempt -> "OomKernel".equals(attempt.outcome()))
                .singleElement()
                .satisfies(attempt -> {
                    assertThat(attempt.task()).isEqualTo("chunk-hd-00000");
                    assertThat(attempt.pod()).isEqualTo(small.getMetadata().getName());
                    assertThat(attempt.message()).startsWith("the kernel killed ffmpeg for memory: it had ");
                });
        assertThat(holds(status, ConditionType.OOM_ESCALATING)).isFalse();
        assertThat(rig.events("MediaJob", "child"))
                .anyMatch(event -> event.startsWith(
                        "OomKernel: chunk-hd-00000, attempt 1 in class small: the kernel killed ffmpeg for memory"));
        assertThat(rig.events("Pod", small.getMetadata().getName()))
                .anyMatch(event -> event.startsWith("OomKernel: chunk-hd-00000"));
        assertThat(rig.pod("worker-small")
                        .getStatus()
                        .getContainerStatuses()
                        .get(0)
                        .getRestartCount())
                .as("the worker survives")
                .isEqualTo(small.getStatus().getContainerStatuses().get(0).getRestartCount());
    }

    @Test
    void where_the_kernel_kills_the_whole_container_the_chunk_runs_again_in_a_larger_class() throws Exception {
        Pod standard = rig.pod("worker-standard");
        rig.apply(
                "container",
                clip
                        + """
                        outputs:
                        - {name: qhd, preset: medium, height: 1440, upscale: true}
                        - {name: little, preset: ultrafast, height: 180}
                        chunking: {seconds: 4}
                        memory: {class: standard}
                        """);

        ContainerStateTerminated end = await().atMost(MediaJobs.PATIENCE)
                .until(() -> end(standard), Optional::isPresent)
                .orElseThrow();
        assertThat(end.getReason()).isEqualTo("OOMKilled");
        assertThat(end.getExitCode()).isEqualTo(137);
        List<JsonNode> attempts = rig.exact("container", FRAMES);

        assertThat(attempts)
                .extracting(Jobs::told)
                .containsExactlyInAnyOrder("STANDARD OOM_POD", "LARGE SUCCEEDED", "STANDARD SUCCEEDED");
        assertThat(rig.events("Pod", standard.getMetadata().getName()))
                .anyMatch(event -> event.startsWith("OomConfirmed: ") && event.contains("chunk 0 of qhd"));
        assertThat(rig.events("MediaJob", "container"))
                .anyMatch(event -> event.startsWith("OomPod: ") && event.contains("chunk 0 of qhd"));
        assertThat(rig.status("container").attempts())
                .filteredOn(attempt -> "OomPod".equals(attempt.outcome()))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.pod())
                        .isEqualTo(standard.getMetadata().getName()));
    }

    /** How the last container of a pod ended that has ended. */
    private static Optional<ContainerStateTerminated> end(Pod pod) {
        Pod now = rig.kubernetes().resource(pod).get();
        return now == null
                ? Optional.empty()
                : now.getStatus().getContainerStatuses().stream()
                        .flatMap(status -> Stream.of(status.getState(), status.getLastState()))
                        .flatMap(state -> Stream.ofNullable(state.getTerminated()))
                        .findFirst();
    }

    @Test
    void a_job_that_is_to_fail_does_and_has_the_evidence() {
        rig.apply(
                "strict",
                clip
                        + """
                        outputs: [{name: hd, preset: medium, crf: 22}]
                        chunking: {seconds: 4}
                        memory: {onOom: Fail}
                        """);

        MediaJobStatus status = rig.ended("strict");

        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(condition(status, ConditionType.FAILED).reason()).isEqualTo("OutOfMemory");
        assertThat(condition(status, ConditionType.FAILED).message())
                .contains("the kernel killed ffmpeg for memory", "predicted", "small");
        assertThat(rig.attempts("strict")).extracting(Jobs::told).containsExactly("SMALL OOM_KERNEL");
    }

    @Test
    void what_outgrows_the_largest_class_is_done_by_a_cheaper_command() throws Exception {
        rig.apply(
                "largest",
                source("short", 50)
                        + """
                        outputs: [{name: huge, preset: slow, height: 1600, upscale: true}]
                        memory: {class: large}
                        """);

        List<JsonNode> attempts = rig.exact("largest", 50);

        assertThat(attempts).extracting(Jobs::told).containsExactly("LARGE OOM_GUARD", "LARGE lean SUCCEEDED");
    }

    @Test
    void ten_kills_in_one_job_cost_ten_chunks() throws Exception {
        rig.apply(
                "ten",
                source("long", 500)
                        + """
                        outputs: [{name: hd, preset: medium}]
                        chunking: {seconds: 2}
                        """);

        List<JsonNode> attempts = rig.exact("ten", 500);

        assertThat(attempts).extracting(Jobs::told).hasSize(20).containsOnly("SMALL OOM_KERNEL", "STANDARD SUCCEEDED");
        assertThat(rig.status("ten").memory().ooms()).isEqualTo(10);
    }
}
