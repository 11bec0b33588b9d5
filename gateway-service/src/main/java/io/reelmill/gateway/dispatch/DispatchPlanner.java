package io.reelmill.gateway.dispatch;

import io.reelmill.common.job.WorkQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fills each queue's window: jobs of higher priority first; among equals the job with the fewest tasks in flight, the
 * older one on a tie; within a job the longest task first. What was released before and not claimed yet has to stand this
 * comparison again, so that a job that comes later need not wait for it.
 */
final class DispatchPlanner {

    private static final Comparator<Candidate> RELEASED_THEN_LONGEST = Comparator.comparing(
                    (Candidate task) -> !task.released())
            .thenComparing(Comparator.comparingDouble(Candidate::cost).reversed())
            .thenComparingInt(Candidate::position);

    private final Map<String, List<String>> releases = new LinkedHashMap<>();
    private final List<Candidate> takenBack = new ArrayList<>();

    private DispatchPlanner() {}

    static DispatchPlan plan(Collection<Candidate> candidates, Map<WorkQueue, QueueLoad> loads) {
        DispatchPlanner planner = new DispatchPlanner();
        Map<WorkQueue, List<Candidate>> byQueue = candidates.stream().collect(Collectors.groupingBy(Candidate::queue));
        for (WorkQueue queue : WorkQueue.values()) {
            QueueLoad load = loads.get(queue);
            if (load != null) {
                planner.fill(load, byQueue.getOrDefault(queue, List.of()));
            }
        }
        return new DispatchPlan(planner.releases, planner.takenBack);
    }

    private void fill(QueueLoad load, List<Candidate> candidates) {
        Set<Candidate> chosen = choose(load, candidates);
        List<Candidate> fresh = chosen.stream().filter(task -> !task.released()).toList();
        fresh.forEach(task ->
                releases.computeIfAbsent(task.jobId(), job -> new ArrayList<>()).add(task.taskId()));
        // Never more than go in their place: a window that is small for a moment is no reason.
        candidates.stream()
                .filter(task -> task.released() && !chosen.contains(task))
                .limit(fresh.size())
                .forEach(takenBack::add);
    }

    private static Set<Candidate> choose(QueueLoad load, List<Candidate> candidates) {
        PriorityQueue<Turn> turns = new PriorityQueue<>(Turn.NEXT);
        candidates.stream()
                .collect(Collectors.groupingBy(Candidate::jobId))
                .forEach(
                        (job, tasks) -> turns.add(new Turn(tasks, load.running().getOrDefault(job, 0))));
        Set<Candidate> chosen = new LinkedHashSet<>();
        for (int room = load.room(); room > 0 && !turns.isEmpty(); room--) {
            Turn turn = turns.poll();
            chosen.add(turn.take());
            if (!turn.isOver()) {
                turns.add(turn);
            }
        }
        return chosen;
    }

    /** A job's place in the line of one queue. */
    private static final class Turn {
        static final Comparator<Turn> NEXT = Comparator.<Turn>comparingInt(turn -> -turn.priority)
                .thenComparingInt(turn -> turn.inFlight)
                .thenComparing(turn -> turn.jobId);

        private final String jobId;
        private final int priority;
        private final Deque<Candidate> tasks;
        private int inFlight;

        Turn(List<Candidate> candidates, int inFlight) {
            this.jobId = candidates.get(0).jobId();
            this.priority = candidates.get(0).priority();
            this.tasks =
                    candidates.stream().sorted(RELEASED_THEN_LONGEST).collect(Collectors.toCollection(ArrayDeque::new));
            this.inFlight = inFlight;
        }

        Candidate take() {
            inFlight++;
            return tasks.poll();
        }

        boolean isOver() {
            return tasks.isEmpty();
        }
    }
}
