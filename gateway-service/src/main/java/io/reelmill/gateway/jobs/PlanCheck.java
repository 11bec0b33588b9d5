package io.reelmill.gateway.jobs;

import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskSpec;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what would make a plan's tasks impossible to hand out, before any of them is. */
final class PlanCheck {

    private final JobPlan plan;
    private final Set<String> renditions;
    private final Set<String> ids = new HashSet<>(Set.of(TaskIds.PLAN, TaskIds.MERGE));

    private PlanCheck(JobPlan plan) {
        this.plan = plan;
        this.renditions = plan.renditions().stream()
                .filter(r -> r.video() != null)
                .map(RenditionPlan::name)
                .collect(Collectors.toSet());
    }

    /** A sentence about the first contradiction; empty for a sound plan. */
    static Optional<String> problem(JobPlan plan) {
        PlanCheck check = new PlanCheck(plan);
        return plan.tasks().stream()
                .map(check::problem)
                .flatMap(Optional::stream)
                .findFirst()
                .map(problem -> "the plan contradicts itself: " + problem);
    }

    private Optional<String> problem(TaskSpec task) {
        if (!ids.add(task.id())) {
            return Optional.of("two tasks are called " + task.id());
        }
        if (task.queue() == null) {
            return Optional.of(task.id() + " has no queue");
        }
        return switch (task.kind()) {
            case CHUNK ->
                unless(
                        plan.facts().video() != null
                                && inside(task.chunk(), plan.chunks().size())
                                && renditions.contains(task.rendition()),
                        task.id() + " names a chunk or a rendition that is not there");
            case AUDIO ->
                unless(
                        inside(task.audio(), plan.facts().audio().size()) && task.audioSettings() != null,
                        task.id() + " names an audio track that is not there");
            case PLAN, MERGE -> Optional.of(task.id() + " is no encode");
        };
    }

    private static boolean inside(int index, int size) {
        return index >= 0 && index < size;
    }

    private static Optional<String> unless(boolean sound, String problem) {
        return sound ? Optional.empty() : Optional.of(problem);
    }
}
