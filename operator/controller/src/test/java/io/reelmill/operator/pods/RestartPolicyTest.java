package io.reelmill.operator.pods;

import static io.reelmill.operator.pods.TestingPod.DIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private static final RestartPolicy POLICY = new RestartPolicy(2, Duration.ofMinutes(10));

    private static boolean wanted(TestingPod pod) {
        Pod built = pod.build();
        return POLICY.wanted(built, Deaths.of(built));
    }

    private static TestingPod pod() {
        return new TestingPod("reelmill", "w");
    }

    @Test
    void one_that_waits_after_a_death_for_memory_is_replaced() {
        assertThat(wanted(pod().waits("OOMKilled", 137, 2, DIED))).isTrue();
        assertThat(wanted(pod().waits("Error", 1, 2, DIED))).isFalse();
    }

    @Test
    void one_that_will_wait_is_too_but_not_at_its_first_death() {
        assertThat(wanted(pod().lies("OOMKilled", 137, 1))).isTrue();
        assertThat(wanted(pod().lies("OOMKilled", 137, 0))).isFalse();
    }

    @Test
    void one_that_runs_again_or_leaves_is_not() {
        assertThat(wanted(pod().died("OOMKilled", 137))).isFalse();
        assertThat(wanted(pod().waits("OOMKilled", 137, 2, DIED).deleted())).isFalse();
    }

    @Test
    void one_that_ended_well_after_a_child_was_killed_is_not() {
        assertThat(wanted(pod().lies("OOMKilled", 75, 1))).isFalse();
        assertThat(wanted(pod().lies("OOMKilled", 0, 1))).isFalse();
        assertThat(wanted(pod().waits("OOMKilled", 75, 4, DIED))).isFalse();
    }

    @Test
    void one_that_the_kubelet_lost_from_sight_is_not() {
        assertThat(wanted(pod().lost(2))).isFalse();
        assertThat(wanted(pod().waits("OOMKilled", 137, 1, DIED).lost(2))).isTrue();
    }

    @Test
    void so_many_within_the_window_and_no_more() {
        Instant now = DIED;
        List<Instant> done = List.of(now.minusSeconds(700), now.minusSeconds(300), now.minusSeconds(100));

        assertThat(POLICY.rest(List.of(), now)).isZero();
        assertThat(POLICY.rest(List.of(now.minusSeconds(700), now.minusSeconds(1)), now))
                .isZero();
        assertThat(POLICY.rest(done, now)).isEqualTo(Duration.ofSeconds(300));
        assertThat(POLICY.counted(done, now)).hasSize(2);
    }
}
