package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.reelmill.common.job.Outcome;
import io.reelmill.media.CuttingServer;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import io.reelmill.storage.StorageException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merge that cannot go on ends at once, says why, and leaves nothing half done. */
class MergeStopIT {

    @TempDir
    Path dir;

    private TestingObjectStore store;
    private TestingJob job;
    private Path source;

    @BeforeEach
    void encode() throws Exception {
        store = new TestingObjectStore(Files.createDirectory(dir.resolve("store")));
        source = dir.resolve("source.mp4");
        TestingMedia.ffmpeg(
                dir,
                "-filter_complex",
                TestingMedia.picture("30"),
                "-t 4 -c:v libx264 -preset veryfast -g 48",
                TestingMedia.word(source.toString()));
        job = new TestingJob(store, dir, source).video(60).rendition("main", TestingJob.x264(320, 176, 30));
    }

    private MergeRunner runner(long scratchLimit) {
        return runner(scratchLimit, Duration.ofMinutes(2));
    }

    private MergeRunner runner(long scratchLimit, Duration stall) {
        MergeParts parts = TestingJob.parts(store);
        return new MergeRunner(
                new MergeParts(store, parts.tools(), parts.guard(), parts.threads(), scratchLimit, stall));
    }

    private Outcome failure(MergeRunner runner, TaskContext context) {
        TaskFailure[] failure = new TaskFailure[1];
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> runner.run(context))
                .satisfies(e -> failure[0] = e);
        return failure[0].outcome();
    }

    @Test
    void a_stop_while_chunks_are_fetched_ends_the_attempt() {
        TaskContext context = job.context();
        store.onOpen(() -> context.stop(Outcome.CANCELLED));
        assertThat(failure(runner(Long.MAX_VALUE), context)).isEqualTo(Outcome.CANCELLED);
        assertThat(store.list("output/")).isEmpty();
    }

    @Test
    void a_stop_while_ffmpeg_reads_kills_it_within_two_seconds() throws Exception {
        TaskContext context = job.context();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            store.presignAs(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/source"));
            CompletableFuture<Outcome> ended =
                    CompletableFuture.supplyAsync(() -> failure(runner(Long.MAX_VALUE), context));
            Socket reader = silent.accept();
            long stopped = System.nanoTime();
            context.stop(Outcome.CANCELLED);
            assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo(Outcome.CANCELLED);
            assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(2));
            reader.close();
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .noneMatch(p -> p.info().command().orElse("").endsWith("ffmpeg"));
    }

    @Test
    void an_ffmpeg_that_stands_still_is_ended() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            store.presignAs(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/source"));

            Outcome outcome = failure(runner(Long.MAX_VALUE, Duration.ofSeconds(2)), job.context());

            assertThat(outcome).isEqualTo(Outcome.STALLED);
        }
        assertThat(store.list("output/")).isEmpty();
    }

    @Test
    void a_stop_between_the_uploads_publishes_no_report() {
        TaskContext context = job.context();
        store.onUpload(() -> context.stop(Outcome.DRAINED));
        assertThat(failure(runner(Long.MAX_VALUE), context)).isEqualTo(Outcome.DRAINED);
        assertThat(store.stat(store.ref("output/job/report.json"))).isEmpty();
    }

    @ParameterizedTest(name = "upload {0} fails")
    @ValueSource(ints = {1, 2})
    void a_merge_that_died_while_it_published_is_done_again_with_the_same_result(int failing) throws Exception {
        AtomicInteger uploads = new AtomicInteger();
        store.onUpload(() -> {
            if (uploads.incrementAndGet() == failing) {
                throw new StorageException(StorageException.Kind.UNAVAILABLE, "away", null);
            }
        });
        assertThat(failure(runner(Long.MAX_VALUE), job.context())).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        assertThat(store.stat(store.ref("output/job/report.json"))).isEmpty();
        assertThat(job.merge()).isInstanceOf(TaskResult.Merged.class);
        assertThat(store.list("output/job/")).hasSize(2);
    }

    @Test
    void a_store_that_is_away_is_no_fault_of_the_encodes() {
        store.onOpen(() -> {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "away", null);
        });
        assertThat(failure(runner(Long.MAX_VALUE), job.context())).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
    }

    @ParameterizedTest(name = "after {0} of its bytes")
    @ValueSource(doubles = {0.3, 0.7, 0.95})
    void a_source_that_breaks_off_while_it_is_compared_is_no_fault_of_the_encodes(double share) throws Exception {
        try (CuttingServer server = CuttingServer.of(source, share)) {
            store.presignAs(server.address());
            assertThat(failure(runner(Long.MAX_VALUE), job.context())).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        }
        store.presignAs(null);
        assertThat(job.merge()).isInstanceOf(TaskResult.Merged.class);
    }

    @Test
    void an_attempt_that_takes_too_long_ends() {
        assertThat(failure(runner(Long.MAX_VALUE), job.context(Duration.ofMillis(1))))
                .isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    void too_little_scratch_space_is_told_before_anything_is_fetched() throws Exception {
        TaskContext context = job.context();
        store.onOpen(() -> {
            throw new AssertionError("nothing is to be fetched");
        });
        assertThat(failure(runner(1000), context)).isEqualTo(Outcome.DISK_FULL);
        try (var files = Files.list(context.scratch())) {
            assertThat(files).isEmpty();
        }
    }
}
