package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.ObjectRef;
import io.reelmill.common.plan.RenditionPlan;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.common.plan.TaskSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScratchNeedTest {

    private static final long MIB = 1L << 20;

    private static TaskSpec task(String id, TaskKind kind, String rendition) {
        return new TaskSpec(id, kind, rendition, 0, 0, null, 1, 1, 1, WorkQueue.STANDARD);
    }

    private static TaskOutput output(String id, long bytes) {
        return new TaskOutput(id, 1, id, bytes, 1, null);
    }

    @Test
    void every_output_once_and_the_largest_while_it_is_made() {
        ObjectRef source = new ObjectRef("bucket", "source");
        JobPlan plan = new JobPlan(
                source,
                source,
                new SourceFacts("mov", 1, null, List.of(), List.of(), 0, null, null),
                List.of(
                        new RenditionPlan("high", null, List.of("audio-0")),
                        new RenditionPlan("low", null, List.of("audio-0"))),
                List.of(),
                List.of(
                        task("a", TaskKind.CHUNK, "high"),
                        task("b", TaskKind.CHUNK, "high"),
                        task("c", TaskKind.CHUNK, "low"),
                        task("audio-0", TaskKind.AUDIO, null)),
                0,
                List.of());
        TaskWork.Merge work = new TaskWork.Merge(
                plan,
                "clip",
                false,
                List.of(
                        output("a", 60 * MIB),
                        output("b", 40 * MIB),
                        output("c", 20 * MIB),
                        output("audio-0", 2 * MIB)));
        long outputs = (100 + 2 + 20 + 2) * MIB;
        long making = 102 * MIB + 51 * MIB;
        assertThat(ScratchNeed.bytes(work)).isEqualTo(2 * MIB + outputs + making + 32 * MIB);
    }
}
