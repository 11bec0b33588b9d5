package io.reelmill.messaging.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptWatchTest {

    private static final TaskLimits GENEROUS = new TaskLimits(Duration.ofMinutes(30), Duration.ofMinutes(35));

    @TempDir
    Path scratch;

    private final RunningTasks tasks = new RunningTasks();
    private final AttemptWatch watch =
            new AttemptWatch(tasks, TestingConfig.worker(Map.of("reelmill.worker.scratch-limit", "1K")));
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void an_attempt_whose_files_outgrow_the_limit_is_stopped() throws Exception {
        TaskContext context = TaskContext.detached(TestingWork.item("j", "t", 1), scratch, GENEROUS);
        tasks.add(new Attempt(context, nanos::get));
        Files.write(scratch.resolve("part.mp4"), new byte[1024]);

        watch.look();
        assertThat(context.stopped()).as("just within").isNull();
        Files.write(scratch.resolve("more.mp4"), new byte[1]);
        watch.look();

        assertThat(context.stopped()).isEqualTo(Outcome.DISK_FULL);
    }

    @Test
    void an_attempt_whose_time_is_over_is_stopped_and_interrupted_where_it_goes_on() {
        TaskContext context = TaskContext.detached(
                TestingWork.item("j", "t", 1), scratch, new TaskLimits(Duration.ZERO, Duration.ZERO));
        Attempt attempt = new Attempt(context, nanos::get);
        tasks.add(attempt);
        attempt.begin();

        watch.look();
        assertThat(context.stopped()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        nanos.set(TimeUnit.SECONDS.toNanos(10));
        watch.look();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_attempt_within_its_limits_goes_on() {
        TaskContext context = TaskContext.detached(TestingWork.item("j", "t", 1), scratch, GENEROUS);
        tasks.add(new Attempt(context, nanos::get));

        watch.look();

        assertThat(context.stopped()).isNull();
    }
}
