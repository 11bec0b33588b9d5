package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Termination;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeathsTest {

    @ParameterizedTest
    @CsvSource({
        "OOMKilled, 137, false, OOM_CONFIRMED",
        "OOMKilled, 137, true,  OOM_CONFIRMED",
        "OOMKilled, 143, false, OOM_SUSPECTED",
        "OOMKilled, 0,   false, OOM_SUSPECTED",
        "OOMKilled, 143, true,  EVICTED",
        "Error,     137, false, OOM_SUSPECTED",
        "Error,     137, true,  EVICTED",
        "Error,     143, true,  EVICTED",
        "Error,     3,   false, JVM_HEAP",
        "Error,     70,  false, OTHER",
        "Error,     143, false, OTHER",
        "ContainerStatusUnknown, 137, true, EVICTED",
        "ContainerStatusUnknown, 137, false, OTHER",
    })
    void each_end_is_of_one_class(String reason, int exitCode, boolean sentAway, DeathClass expected) {
        assertThat(Classification.of(reason, exitCode, sentAway)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void each_class_is_one_reason_and_one_outcome(DeathClass deathClass) {
        assertThat(deathClass.reason()).isNotNull();
        assertThat(deathClass.outcome().failure()).isNotNull();
        assertThat(deathClass.oom()).isEqualTo(deathClass.outcome().outOfMemory());
    }

    record Case(String name, TestingPod pod, List<String> deaths) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static TestingPod pod() {
        return new TestingPod("reelmill", "reelmill-worker-small-5d8f-abc");
    }

    static Stream<Case> pods() {
        return Stream.of(
                new Case("confirmed, started again", pod().died("OOMKilled", 137), List.of("worker OOM_CONFIRMED")),
                new Case(
                        "confirmed, not started again",
                        pod().lies("OOMKilled", 137, 0),
                        List.of("worker OOM_CONFIRMED")),
                new Case(
                        "suspected by the reason alone", pod().died("OOMKilled", 143), List.of("worker OOM_SUSPECTED")),
                new Case("suspected, ended well", pod().died("OOMKilled", 0), List.of("worker OOM_SUSPECTED")),
                new Case("suspected by the code alone", pod().died("Error", 137), List.of("worker OOM_SUSPECTED")),
                new Case(
                        "evicted with its containers",
                        pod().evicted().lies("Error", 137, 0),
                        List.of("worker EVICTED")),
                new Case("evicted, nothing known of containers", pod().evicted(), List.of("worker EVICTED")),
                new Case("evicted through the API", pod().disrupted().lies("Error", 143, 0), List.of("worker EVICTED")),
                new Case("deleted", pod().deleted().lies("Error", 137, 0), List.of("worker EVICTED")),
                new Case("an eviction that has just begun", pod().disrupted(), List.of()),
                new Case(
                        "several containers",
                        pod().sidecarDied("OOMKilled", 137).died("Error", 1),
                        List.of("proxy OOM_CONFIRMED", "worker OTHER")),
                new Case("lost from sight, and when it ended too", pod().lost(2), List.of("worker OTHER")),
                new Case("an orderly end", pod().died("Completed", 0), List.of()),
                new Case("a worker that has done its share", pod().died("Error", 75), List.of()),
                new Case("an init container that has done its work", pod().sidecarDied("Completed", 0), List.of()));
    }

    @ParameterizedTest
    @MethodSource("pods")
    void a_status_tells_of_ends(Case pod) {
        assertThat(Deaths.of(pod.pod().build()))
                .extracting(death -> death.container() + " " + death.deathClass())
                .containsExactlyInAnyOrderElementsOf(pod.deaths());
    }

    @Test
    void what_the_gateway_is_told_of_an_end() {
        PodDeath death = Deaths.of(pod().died("OOMKilled", 137).build()).get(0);

        assertThat(death.worker()).isTrue();
        assertThat(death.termination())
                .isEqualTo(new Termination(
                        Termination.Reason.OOM,
                        137,
                        1L << 30,
                        "node-1",
                        TestingPod.DIED.minusSeconds(30),
                        TestingPod.DIED,
                        "containerd://w1"));
        assertThat(death.words())
                .isEqualTo("container worker ended with OOMKilled, exit code 137, at a limit of 1024 MiB");
        assertThat(death.pod().deployment()).isEqualTo("reelmill-worker-small");
        assertThat(death.pod().queue()).isEqualTo(WorkQueue.SMALL);
    }
}
