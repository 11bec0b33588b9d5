package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.reelmill.media.TestClips;
import io.reelmill.operator.api.MediaJob;
import io.reelmill.operator.api.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many MediaJobs at once: all end, and the API server is not written to more than a few times for each. */
class ManyMediaJobsIT {

    private static final int JOBS = Integer.getInteger("reelmill.media-jobs", 200);
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** The finalizer, six phases, two Events, and progress every two seconds of the seconds that such a job runs. */
    private static final double MOST_WRITES = 12;

    /** The test's own creations are POST requests, the operator writes by PATCH alone, but for Events. */
    private static final Pattern WRITES =
            Pattern.compile("apiserver_request_total\\{[^}]*resource=\"(?:mediajobs\"[^}]*"
                    + "verb=\"(?:APPLY|PATCH|PUT)|events\"[^}]*verb=\"POST)\"[^}]*} (\\d+)");

    @TempDir
    static Path directory;

    private static OperatorRig rig;

    @BeforeAll
    static void start() throws IOException {
        rig = new OperatorRig();
    }

    @AfterAll
    static void stop() throws IOException {
        if (rig != null) {
            rig.close();
        }
    }

    @Test
    void all_that_are_applied_at_once_complete_with_few_writes() {
        String key = rig.place(TestClips.clip().size(64, 36).frames(5).write(directory.resolve("tiny.mp4")));
        String spec =
                "source: {s3: {bucket: reelmill, key: %s}}\noutputs: [{name: tiny, preset: ultrafast}]".formatted(key);
        long before = writes();
        Instant start = Instant.now();

        try (SharedIndexInformer<MediaJob> seen = rig.kubernetes()
                .resources(MediaJob.class)
                .inNamespace(rig.namespace())
                .inform()) {
            IntStream.range(0, JOBS).parallel().forEach(i -> rig.apply("tiny-" + i, spec));

            await().atMost(PATIENCE)
                    .until(() -> seen.getStore().list().stream()
                                    .filter(ManyMediaJobsIT::over)
                                    .count()
                            == JOBS);
            assertThat(seen.getStore().list())
                    .allSatisfy(job -> assertThat(job.getStatus().phase()).isEqualTo(Phase.COMPLETED));
        }

        double each = (writes() - before) / (double) JOBS;
        System.out.printf(
                "%d MediaJobs in %d s, %.1f writes to the API server for each%n",
                JOBS, Duration.between(start, Instant.now()).toSeconds(), each);
        assertThat(each).isBetween(2.0, MOST_WRITES);
    }

    private static boolean over(MediaJob job) {
        return job.getStatus() != null && job.getStatus().phase().terminal();
    }

    private static long writes() {
        Matcher counter = WRITES.matcher(rig.kubernetes().raw("/metrics"));
        long sum = 0;
        while (counter.find()) {
            sum += Long.parseLong(counter.group(1));
        }
        return sum;
    }
}
