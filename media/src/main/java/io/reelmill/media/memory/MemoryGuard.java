package io.reelmill.media.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches the child processes of a worker against what its tasks may use together and against the limits of the cgroups
 * that it is in, the page cache that can be reclaimed not counted. When a limit is nearly reached it ends the task at fault
 * with SIGKILL, before the kernel chooses one: on SIGTERM an encoder would drain its queue, and grow. Thread-safe; its
 * thread lives as long as there is something to watch.
 */
public final class MemoryGuard {

    private final long roomBytes;
    private final GuardPolicy<MemoryWatch> policy;
    private final Duration interval;
    private final Cgroups cgroups;
    private final Set<WatchedChild> children = new LinkedHashSet<>();
    private boolean watching;
    private boolean begun;

    /**
     * Guards child processes of this process.
     *
     * @param roomBytes what all tasks may use together; 0 when only cgroups limit them
     * @param thresholds when to act
     * @param interval longest time between two looks
     */
    public MemoryGuard(long roomBytes, GuardThresholds thresholds, Duration interval) {
        this(roomBytes, thresholds, interval, Cgroups.own());
    }

    MemoryGuard(long roomBytes, GuardThresholds thresholds, Duration interval, Cgroups cgroups) {
        this.roomBytes = roomBytes;
        this.policy = new GuardPolicy<>(thresholds);
        this.interval = interval;
        this.cgroups = cgroups;
    }

    /**
     * A watch over one task.
     *
     * @param predictedBytes what it is predicted to take at most; 0 when unknown
     */
    public MemoryWatch watch(long predictedBytes) {
        return new MemoryWatch(this, predictedBytes);
    }

    long oomKills() {
        return cgroups.oomKills();
    }

    synchronized void enter(WatchedChild child) {
        if (roomBytes == 0 && cgroups.levels().isEmpty()) {
            return;
        }
        children.add(child);
        begun = true;
        notifyAll();
        if (!watching) {
            watching = true;
            Thread thread = new Thread(this::run, "memory-guard");
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void left(WatchedChild child) {
        children.remove(child);
        notifyAll();
    }

    private void run() {
        GuardPace pace = new GuardPace(interval);
        long last = System.nanoTime();
        while (goesOn()) {
            long now = System.nanoTime();
            Duration elapsed = Duration.ofNanos(now - last);
            if (begun()) {
                pace.begun();
            }
            List<MemoryLimit> limits = look(elapsed);
            last = now;
            pause(pace.next(policy.headroom(limits), policy.near(limits), elapsed));
        }
    }

    private synchronized boolean goesOn() {
        watching = !children.isEmpty();
        return watching;
    }

    private synchronized boolean begun() {
        boolean since = begun;
        begun = false;
        return since;
    }

    private synchronized void pause(Duration time) {
        try {
            wait(Math.max(1, time.toMillis()));
        } catch (InterruptedException e) {
            // Nobody interrupts it; a look too early does no harm.
        }
    }

    /** One look at everything; what is used of which limit. */
    List<MemoryLimit> look(Duration elapsed) {
        List<GuardPolicy.Task<MemoryWatch>> tasks = watches().stream()
                .map(watch -> new GuardPolicy.Task<>(watch, watch.look(), watch.predictedBytes()))
                .toList();
        List<MemoryLimit> limits = new ArrayList<>(cgroups.limits());
        if (roomBytes > 0) {
            long used = tasks.stream().mapToLong(GuardPolicy.Task::bytes).sum();
            limits.add(new MemoryLimit(MemoryLimit.Of.TASKS, roomBytes, used));
        }
        tasks.forEach(task -> task.id().note(task.bytes(), GuardPolicy.limitBytes(task.bytes(), limits), elapsed));
        List<MemoryWatch> ending = tasks.stream()
                .map(GuardPolicy.Task::id)
                .filter(w -> w.fault() != null)
                .toList();
        if (ending.isEmpty()) {
            policy.find(tasks, limits).ifPresent(MemoryGuard::act);
        } else {
            // Their memory is about to be free; until then nobody else is to blame.
            ending.forEach(watch -> watch.end(watch.fault()));
        }
        return limits;
    }

    private synchronized Set<MemoryWatch> watches() {
        return children.stream().map(WatchedChild::watch).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void act(GuardPolicy.Finding<MemoryWatch> finding) {
        MemoryWatch watch = finding.task().id();
        if (finding.end()) {
            watch.end(sentence(finding));
        } else {
            watch.warn(sentence(finding));
        }
    }

    /** For example {@code ffmpeg had 990 MiB, predicted were 400 MiB; the worker's tasks used 990 of 1024 MiB (96 %)}. */
    private static String sentence(GuardPolicy.Finding<MemoryWatch> finding) {
        MemoryLimit limit = finding.limit();
        return "ffmpeg had %s, predicted were %s; %s used %d of %s (%d %%)"
                .formatted(
                        Bytes.text(finding.task().bytes()),
                        Bytes.text(finding.task().predictedBytes()),
                        limit.of() == MemoryLimit.Of.TASKS ? "the worker's tasks" : "its container",
                        limit.used() >> 20,
                        Bytes.text(limit.bytes()),
                        Math.round(limit.share() * 100));
    }
}
