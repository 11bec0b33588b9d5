package io.reelmill.gateway.jobs;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.message.WorkItem;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import io.reelmill.common.scratch.ScratchNeed;
import java.util.List;

/** Makes the record that a worker gets: complete in itself. */
final class WorkItems {

    private WorkItems() {}

    static WorkItem of(Job job, Task task) {
        TaskSpec spec = task.spec();
        TimeLimits limits = TimeLimits.of(job, task);
        TaskWork work = work(job, task);
        return new WorkItem(
                WorkItem.SCHEMA,
                job.id(),
                spec.id(),
                task.attempt(),
                spec.queue(),
                spec.predictedBytes(),
                work,
                task.lessons().adoptable(),
                spec.kind() == TaskKind.PLAN ? ScratchNeed.copy(spec.cost()) : ScratchNeed.bytes(work),
                limits.softSeconds(),
                limits.hardSeconds());
    }

    private static TaskWork work(Job job, Task task) {
        TaskSpec spec = task.spec();
        return switch (spec.kind()) {
            case PLAN -> new TaskWork.Plan(job.spec());
            case CHUNK -> chunk(job, task);
            case AUDIO -> audio(job.plan(), spec);
            case MERGE -> merge(job, task);
        };
    }

    private static TaskWork chunk(Job job, Task task) {
        JobPlan plan = job.plan();
        TaskSpec spec = task.spec();
        RenditionPlan rendition = plan.renditions().stream()
                .filter(r -> r.name().equals(spec.rendition()))
                .findFirst()
                .orElseThrow();
        return new TaskWork.EncodeChunk(
                plan.media(),
                plan.facts().video(),
                plan.range(spec),
                spec.rendition(),
                rendition.video(),
                task.lessons().lean(),
                job.spec().allowPartial());
    }

    private static TaskWork audio(JobPlan plan, TaskSpec spec) {
        return new TaskWork.EncodeAudio(plan.source(), plan.facts().audio().get(spec.audio()), spec.audioSettings());
    }

    private static TaskWork merge(Job job, Task task) {
        List<TaskOutput> encodes = job.encodes().map(Task::output).toList();
        List<TaskSpec> made = job.encodes().map(Task::spec).toList();
        return new TaskWork.Merge(
                job.plan().withTasks(made),
                job.spec().source().fileName(),
                job.spec().allowPartial(),
                encodes,
                task.lessons().lean());
    }
}
