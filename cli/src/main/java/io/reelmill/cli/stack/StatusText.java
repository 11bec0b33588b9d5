package io.reelmill.cli.stack;

import io.reelmill.cli.Table;
import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.QueueView;
import io.reelmill.cli.gateway.TaskView;
import io.reelmill.cli.progress.Units;
import io.reelmill.common.message.Heartbeat;
import io.reelmill.common.message.Heartbeat.Running;
import io.reelmill.common.message.Heartbeat.Waiting;
import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The status as lines for people. Pure. */
final class StatusText {

    private final Instant now;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Long> limits = new HashMap<>();

    StatusText(Instant now) {
        this.now = now;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void note(String sentence) {
        lines.add("");
        lines.add(sentence);
    }

    void stack(StackState state, Map<Long, Long> memory) {
        long total = memory.values().stream().mapToLong(Long::longValue).sum();
        lines.add("stack %s, %s, up %s, memory %s, for work %s"
                .formatted(
                        state.phase().name().toLowerCase(Locale.ROOT),
                        state.gatewayUrl(),
                        Units.clock(Duration.between(state.startedAt(), now)),
                        Units.bytes(total),
                        Units.bytes(state.memoryBytes())));
        if (state.memoryProblem() != null) {
            lines.add("the kernel does not hold workers to their shares of it: " + state.memoryProblem());
        }
        state.processes().forEach(process -> limits.put(process.name(), process.memoryLimitBytes()));
        Table table = new Table("PROCESS", "STATE", "PID", "UP", "MEMORY", "RESTARTS", "ADDRESS");
        state.processes().forEach(process -> table.row(row(process, memory)));
        section(table);
    }

    private Object[] row(ProcessState process, Map<Long, Long> memory) {
        boolean up = process.pid() > 0;
        Long bytes = memory.get(process.pid());
        return new Object[] {
            process.name(),
            process.ready() ? "ready" : up ? "starting" : "down",
            up ? process.pid() : "-",
            up ? Units.clock(Duration.between(process.startedAt(), now)) : "-",
            bytes == null ? "-" : Units.bytes(bytes),
            process.restarts(),
            process.address()
        };
    }

    void workers(List<Heartbeat> workers) {
        Table table = new Table("WORKER", "SLOTS", "MEMORY", "WAITING", "HEARTBEAT", "RUNS");
        for (Heartbeat worker : workers) {
            table.row(
                    worker.workerId(),
                    worker.running().size() + "/" + worker.slots(),
                    Units.bytes(worker.memoryUsedBytes()) + " of " + Units.bytes(limit(worker)),
                    worker.waiting().size(),
                    Units.seconds(Math.max(0, Duration.between(worker.at(), now).toMillis() / 1000.0)) + " ago",
                    runs(worker));
        }
        section(table);
    }

    /** What the kernel holds it to; without that, what it may give to tasks. */
    private long limit(Heartbeat worker) {
        long held = limits.getOrDefault(worker.workerId(), 0L);
        return held > 0 ? held : worker.memoryLimitBytes();
    }

    private String runs(Heartbeat worker) {
        String running = Stream.concat(
                        worker.running().stream().map(this::task),
                        worker.waiting().stream().map(this::waiting))
                .collect(Collectors.joining("; "));
        return (worker.draining() ? "draining " : "") + (running.isEmpty() ? "-" : running);
    }

    private String task(Running running) {
        return "%s of %s, attempt %d, %d frames, %s"
                .formatted(
                        running.taskId(),
                        shortId(running.jobId()),
                        running.attempt(),
                        running.frames(),
                        Units.clock(Duration.between(running.since(), now)));
    }

    private String waiting(Waiting waiting) {
        return "%s of %s waits %s for %s"
                .formatted(
                        waiting.taskId(),
                        shortId(waiting.jobId()),
                        Units.clock(Duration.between(waiting.since(), now)),
                        Units.bytes(waiting.predictedBytes()));
    }

    void jobs(List<JobView> jobs) {
        Table table = new Table("JOB", "STATE", "DONE", "FRAMES", "RETRIES", "AGE", "SOURCE");
        for (JobView job : jobs) {
            table.row(
                    job.id(),
                    job.state()
                            + (job.failure() == null ? "" : " " + job.failure().code()),
                    String.format(Locale.ROOT, "%.1f%%", job.percent()),
                    job.framesDone() + "/" + job.framesTotal(),
                    job.retries(),
                    Units.clock(Duration.between(job.createdAt(), now)),
                    source(job));
        }
        section(table);
        for (JobView job : jobs) {
            job.warnings().forEach(warning -> lines.add("warning for %s: %s".formatted(job.id(), warning)));
        }
    }

    /** Tasks of a job that run, or did not go well at once; the others are counted. */
    void tasks(JobView job, List<TaskView> tasks) {
        Table table = new Table("TASK", "STATE", "QUEUE", "RETRIES", "OOMS", "PREDICTED", "PEAK", "LIMIT", "LAST");
        List<TaskView> shown = tasks.stream().filter(TaskView::remarkable).toList();
        shown.forEach(task -> table.row(
                task.id(),
                task.state(),
                task.queue(),
                task.retries(),
                task.outOfMemory(),
                bytes(task.predictedBytes()),
                bytes(task.peakBytes()),
                bytes(task.limitBytes()),
                task.last()));
        lines.add("");
        lines.add("tasks of %s: %d, of which %d done, %d retries, %d out of memory"
                .formatted(
                        job.id(),
                        tasks.size(),
                        tasks.stream().filter(TaskView::done).count(),
                        tasks.stream().mapToInt(TaskView::retries).sum(),
                        tasks.stream().mapToInt(TaskView::outOfMemory).sum()));
        if (!shown.isEmpty()) {
            lines.addAll(table.lines());
        }
    }

    private static String bytes(long bytes) {
        return bytes == 0 ? "-" : Units.bytes(bytes);
    }

    private static String source(JobView job) {
        if (job.source() == null) {
            return "-";
        }
        String name = job.source().fileName() != null
                ? job.source().fileName()
                : job.source().url();
        return name == null ? "-" : name;
    }

    void queues(List<QueueView> queues) {
        Table table = new Table("QUEUE", "WAITING", "RELEASED", "RUNNING", "SLOTS");
        queues.forEach(queue -> table.row(
                queue.queue(),
                queue.waiting(),
                queue.released(),
                queue.running(),
                queue.slots() == null ? "?" : queue.slots()));
        section(table);
    }

    void disk(long scratch, long storage, long all) {
        lines.add("");
        lines.add("disk: scratch %s, storage %s, all %s"
                .formatted(Units.bytes(scratch), Units.bytes(storage), Units.bytes(all)));
    }

    private void section(Table table) {
        lines.add("");
        lines.addAll(table.lines());
    }

    /** Time-ordered ids differ at their end. */
    private static String shortId(String id) {
        return id.length() <= 8 ? id : id.substring(id.length() - 8);
    }
}
