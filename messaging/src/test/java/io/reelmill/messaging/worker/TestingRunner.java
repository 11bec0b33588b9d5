package io.reelmill.messaging.worker;

import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.TaskOutput;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A runner whose tasks last until they are told to end, or to stop. */
@ApplicationScoped
class TestingRunner implements TaskRunner {

    /** A task of this name has a result whose report is larger than the broker takes here. */
    static final String LARGE_REPORT = "large-report";

    private final List<String> ran = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();

    @Override
    public TaskResult run(TaskContext context) throws Exception {
        WorkItem item = context.item();
        ran.add(name(item));
        try (TaskContext.Registration stop = context.onStop(end(item)::countDown)) {
            end(item).await();
        }
        context.checkStopped();
        String key = item.taskId().equals(LARGE_REPORT) ? "x".repeat(TestingServers.LARGEST_REPORT) : "key";
        return new TaskResult.Encoded(new TaskOutput(item.taskId(), item.attempt(), key, 1, 1, null));
    }

    private static String name(WorkItem item) {
        return item.jobId() + "/" + item.taskId();
    }

    private CountDownLatch end(WorkItem item) {
        return ends.computeIfAbsent(name(item), n -> new CountDownLatch(1));
    }

    /** Lets a task end, now or when it comes. */
    void finish(WorkItem item) {
        end(item).countDown();
    }

    /** How often a task was run. */
    long runs(WorkItem item) {
        return ran.stream().filter(name(item)::equals).count();
    }
}
