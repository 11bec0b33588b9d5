package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.TaskKind;
import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.plan.TaskSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLimitsTest {

    /** Costs are megapixels of x264 medium: ten seconds of 1080p, of 2160p, of 2160p with 60 frames a second in slow HEVC;
     * of plans, mebibytes of the source. */
    @ParameterizedTest
    @CsvSource({
        "CHUNK, 620,   ,     ",
        "CHUNK, 2488,  ,     ",
        "CHUNK, 7200,  ,     ",
        "CHUNK, 44789, 11197, 13063",
        "AUDIO, 3600,  ,     ",
        "AUDIO, 36000, 9000, 10500",
        "PLAN,  700,   ,     ",
        "PLAN,  1200,  2400, 2800",
        "PLAN,  0,     3000, 3500",
    })
    void work_gets_more_time_only_where_the_usual_is_not_enough(
            TaskKind kind, double cost, Integer soft, Integer hard) {
        assertThat(TimeLimits.of(job(), task("t", kind, cost))).isEqualTo(new TimeLimits(soft, hard));
    }

    @Test
    void a_merge_gets_time_by_what_it_joins() {
        Job film = job().with(List.of(task("a", TaskKind.CHUNK, 200_000), task("b", TaskKind.CHUNK, 160_000)));

        assertThat(TimeLimits.of(film, task("merge", TaskKind.MERGE, 0))).isEqualTo(new TimeLimits(4500, 5250));
        assertThat(TimeLimits.of(job(), task("merge", TaskKind.MERGE, 0))).isEqualTo(new TimeLimits(null, null));
    }

    private static Job job() {
        return Job.draft("j", TestingPlans.spec(), Scheduling.DEFAULT, Map.of(), Instant.EPOCH);
    }

    private static Task task(String id, TaskKind kind, double cost) {
        return Task.waiting(new TaskSpec(id, kind, "hd", 0, -1, null, 1, cost, 0, WorkQueue.SMALL));
    }
}
