package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.media.memory.GuardPolicy.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardPolicyTest {

    private static final GuardPolicy<String> POLICY = new GuardPolicy<>(GuardThresholds.DEFAULT);

    @Test
    void below_the_first_threshold_nothing_is_said() {
        assertThat(POLICY.find(List.of(task("a", 849, 100)), tasks(849))).isEmpty();
    }

    @Test
    void from_85_percent_on_people_are_told() {
        assertThat(POLICY.find(List.of(task("a", 850, 100)), tasks(850)))
                .hasValueSatisfying(found -> assertThat(found.end()).isFalse());
    }

    @Test
    void from_95_percent_on_the_task_ends() {
        assertThat(POLICY.find(List.of(task("a", 950, 100)), tasks(950)))
                .hasValueSatisfying(found -> assertThat(found.end()).isTrue());
    }

    @Test
    void the_one_farthest_above_its_prediction_is_at_fault_not_the_largest() {
        List<Task<String>> tasks = List.of(task("honest", 600, 620), task("greedy", 360, 100));

        assertThat(POLICY.find(tasks, tasks(960)))
                .hasValueSatisfying(found -> assertThat(found.task().id()).isEqualTo("greedy"));
    }

    @Test
    void where_all_keep_to_their_predictions_the_one_nearest_to_it_is() {
        List<Task<String>> tasks = List.of(task("a", 500, 600), task("b", 460, 470));

        assertThat(POLICY.find(tasks, tasks(960)))
                .hasValueSatisfying(found -> assertThat(found.task().id()).isEqualTo("b"));
    }

    @Test
    void a_task_without_a_process_is_not_at_fault() {
        assertThat(POLICY.find(List.of(task("starting", 0, 0)), tasks(990))).isEmpty();
    }

    @Test
    void the_tightest_limit_counts() {
        MemoryLimit room = new MemoryLimit(MemoryLimit.Of.TASKS, 1000, 400);
        MemoryLimit container = new MemoryLimit(MemoryLimit.Of.CONTAINER, 700, 690);

        assertThat(POLICY.find(List.of(task("a", 400, 400)), List.of(room, container)))
                .hasValueSatisfying(found -> {
                    assertThat(found.limit()).isEqualTo(container);
                    assertThat(found.end()).isTrue();
                });
        assertThat(GuardPolicy.limitBytes(400, List.of(room, container))).isEqualTo(410);
        assertThat(POLICY.headroom(List.of(room, container))).isEqualTo(665 - 690);
    }

    @Test
    void without_limits_everything_goes() {
        assertThat(POLICY.find(List.of(task("a", 1L << 40, 1)), List.of())).isEmpty();
        assertThat(GuardPolicy.limitBytes(1, List.of())).isZero();
    }

    @Test
    void thresholds_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new GuardThresholds(0.95, 0.85)).hasMessageContaining("0.95");
        assertThatThrownBy(() -> new GuardThresholds(0.85, 1.2)).hasMessageContaining("1.2");
    }

    private static Task<String> task(String id, long bytes, long predicted) {
        return new Task<>(id, bytes, predicted);
    }

    private static List<MemoryLimit> tasks(long used) {
        return List.of(new MemoryLimit(MemoryLimit.Of.TASKS, 1000, used));
    }
}
