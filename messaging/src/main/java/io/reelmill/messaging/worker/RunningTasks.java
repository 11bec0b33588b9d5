package io.reelmill.messaging.worker;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.message.Control;
import io.reelmill.common.message.Heartbeat;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the slots of this worker run now. */
@ApplicationScoped
class RunningTasks {

    private final Set<TaskContext> contexts = ConcurrentHashMap.newKeySet();

    void add(TaskContext context) {
        contexts.add(context);
    }

    void remove(TaskContext context) {
        contexts.remove(context);
    }

    Set<TaskContext> all() {
        return Set.copyOf(contexts);
    }

    List<Heartbeat.Running> snapshot() {
        return contexts.stream().map(TaskContext::running).toList();
    }

    void obey(Control control) {
        contexts.stream()
                .filter(c -> control.stops(
                        c.item().jobId(), c.item().taskId(), c.item().attempt()))
                .forEach(c -> c.stop(Outcome.CANCELLED));
    }

    void stopAll(Outcome reason) {
        contexts.forEach(c -> c.stop(reason));
    }
}
