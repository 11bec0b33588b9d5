package io.reelmill.gateway.dispatch;

import io.reelmill.common.job.WorkQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * Fills each queue's window: jobs of higher priority first; among equals the job with the fewest tasks in flight, the
 * older one on a tie; within a job the longest task first.
 */
final class DispatchPlanner {

    private static final Comparator<Candidate> LONGEST_FIRST =
            Comparator.comparingDouble(Candidate::cost).reversed().thenComparingInt(Candidate::position);

    private DispatchPlanner() {}

    static DispatchPlan plan(Collection<Candidate> candidates, Map<WorkQueue, QueueLoad> loads) {
        Map<String, List<String>> releases = new LinkedHashMap<>();
        Map<WorkQueue, List<Candidate>> byQueue = candidates.stream().collect(Collectors.groupingBy(Candidate::queue));
        for (WorkQueue queue : WorkQueue.values()) {
            QueueLoad load = loads.get(queue);
            if (load != null) {
                fill(load, byQueue.getOrDefault(queue, List.of()), releases);
            }
        }
        return new DispatchPlan(releases);
    }

    private static void fill(QueueLoad load, List<Candidate> candidates, Map<String, List<String>> releases) {
        PriorityQueue<Turn> turns = new PriorityQueue<>(Turn.NEXT);
        candidates.stream()
                .collect(Collectors.groupingBy(Candidate::jobId))
                .forEach((job, tasks) ->
                        turns.add(new Turn(tasks, load.inFlight().getOrDefault(job, 0))));
        for (int room = load.room(); room > 0 && !turns.isEmpty(); room--) {
            Turn turn = turns.poll();
            Candidate next = turn.take();
            releases.computeIfAbsent(next.jobId(), job -> new ArrayList<>()).add(next.taskId());
            if (!turn.isOver()) {
                turns.add(turn);
            }
        }
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
            this.tasks = candidates.stream().sorted(LONGEST_FIRST).collect(Collectors.toCollection(ArrayDeque::new));
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
