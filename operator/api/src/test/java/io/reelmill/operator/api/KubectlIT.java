package io.reelmill.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see who ask with kubectl. */
class KubectlIT {

    @TempDir
    static Path directory;

    private static TestCluster cluster;
    private static String namespace;
    private static Path kubeconfig;

    @BeforeAll
    static void apply() throws Exception {
        cluster = TestCluster.get();
        namespace = cluster.namespace("kubectl");
        kubeconfig = Files.writeString(directory.resolve("kubeconfig"), cluster.kubeconfig());
        Path file = Files.writeString(
                directory.resolve("film.yaml"),
                """
                apiVersion: media.reelmill.io/v1alpha1
                kind: MediaJob
                metadata: {name: film}
                spec:
                  source: {s3: {bucket: reelmill, key: inbox/film.mp4}}
                  outputs: [{name: 1080p}, {name: 720p, height: 720}]
                """);
        kubectl("apply", "-f", file.toString());
        MediaJob job = cluster.client()
                .resources(MediaJob.class)
                .inNamespace(namespace)
                .withName("film")
                .get();
        job.setStatus(status());
        cluster.client().resource(job).updateStatus();
    }

    private static MediaJobStatus status() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        return new MediaJobStatus(
                1L,
                Phase.COMPLETED,
                "Completed",
                "job-1",
                new ProgressStatus(100, 6, 6, 150L),
                new MemoryStatus("large", "900Mi", "1024Mi", "1000Mi", 3),
                List.of(),
                List.of(
                        new OutputStatus("1080p", "s3://reelmill/output/job-1/1080p.mp4", 1000L, "a".repeat(64)),
                        new OutputStatus("720p", "s3://reelmill/output/job-1/720p.mp4", 500L, "b".repeat(64))),
                List.of(new JobCondition(
                        ConditionType.COMPLETE,
                        JobCondition.Status.TRUE,
                        "Completed",
                        "2 files are published",
                        now,
                        1L)),
                now,
                now,
                now);
    }

    @Test
    void the_columns_say_how_far_a_job_is() throws Exception {
        List<List<String>> table = table(kubectl("get", "mj"));

        assertThat(table.get(0)).containsExactly("NAME", "PHASE", "%", "OOMS", "AGE");
        assertThat(table.get(1)).startsWith("film", "Completed", "100", "3");
    }

    @Test
    void wide_ones_say_why_and_what_came_of_it() throws Exception {
        List<List<String>> table = table(kubectl("get", "mediajobs", "-o", "wide"));

        assertThat(table.get(0)).containsExactly("NAME", "PHASE", "%", "OOMS", "CLASS", "REASON", "OUTPUTS", "AGE");
        assertThat(table.get(1)).startsWith("film", "Completed", "100", "3", "large", "Completed", "1080p");
    }

    @Test
    void jobs_are_found_by_their_category() throws Exception {
        assertThat(kubectl("get", "media")).contains("film");
    }

    @Test
    void one_can_wait_for_a_condition() throws Exception {
        assertThat(kubectl("wait", "--for=condition=Complete", "--timeout=5s", "mediajob/film"))
                .contains("film condition met");
    }

    @Test
    void every_field_is_explained() throws Exception {
        assertThat(kubectl("explain", "mediajob.spec.memory")).contains("onOom", "maxOomRetries", "class");
        assertThat(kubectl("explain", "mediajob.status", "--recursive")).contains("observedGeneration", "attempts");
        assertThat(kubectl("explain", "mediaprofile.spec")).contains("outputs");
        assertThat(kubectl("explain", "mediajob.spec.priority")).containsPattern("DESCRIPTION:\\s+\\w+");
    }

    private static List<List<String>> table(String text) {
        return text.strip().lines().map(line -> List.of(line.split("\\s+"))).toList();
    }

    private static String kubectl(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of(program().toString(), "--kubeconfig", kubeconfig.toString(), "--namespace", namespace));
        all.addAll(List.of(command));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    /** That of the API server's own release where it was started here, else the one on the path. */
    private static Path program() throws IOException {
        Optional<String> binaries =
                Optional.ofNullable(System.getenv("KUBE_API_TEST_DIR")).filter(s -> !s.isBlank());
        if (binaries.isEmpty()) {
            return Path.of("kubectl");
        }
        try (Stream<Path> files = Files.walk(Path.of(binaries.get()), 3)) {
            return files.filter(file -> file.endsWith("kubectl")).findFirst().orElseThrow();
        }
    }
}
