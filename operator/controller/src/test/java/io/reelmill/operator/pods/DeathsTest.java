package io.reelmill.operator.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import io.reelmill.common.message.Termination;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeathsTest {

    private static final Instant NOW = TestingPod.DIED.plusSeconds(20);

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

    static Stream<Case> gonePods() {
        return Stream.of(
                new Case("it ran", pod().runs(), List.of("worker EVICTED unseen")),
                new Case("it ran, being deleted", pod().runs().deleted(), List.of("worker EVICTED unseen")),
                new Case(
                        "it ran again after a death",
                        pod().died("OOMKilled", 137),
                        List.of("worker OOM_CONFIRMED", "worker EVICTED unseen")),
                new Case("no node said anything of it", pod(), List.of("worker EVICTED unseen")),
                new Case("no node had it", pod().waitsForNode(), List.of()),
                new Case(
                        "it waited for its restart",
                        pod().waits("Error", 1, 1, TestingPod.DIED),
                        List.of("worker OTHER")),
                new Case(
                        "killed for memory while it was being deleted",
                        pod().deleted().lies("OOMKilled", 137, 0),
                        List.of("worker OOM_CONFIRMED")),
                new Case("killed by an eviction", pod().disrupted().lies("Error", 137, 0), List.of("worker EVICTED")),
                new Case(
                        "evicted by its node, which says no more",
                        pod().evicted().runs(),
                        List.of("worker EVICTED")),
                new Case("drained", pod().deleted().lies("Completed", 0, 0), List.of()));
    }

    @ParameterizedTest
    @MethodSource("gonePods")
    void of_a_pod_that_is_gone_the_end_that_nobody_saw_is_one_too(Case pod) {
        assertThat(Deaths.endsOfGone(pod.pod().build(), NOW))
                .filteredOn(death -> !death.orderly())
                .extracting(death -> death.container() + " " + death.deathClass() + (death.unseen() ? " unseen" : ""))
                .containsExactlyInAnyOrderElementsOf(pod.deaths());
    }

    @Test
    void an_end_that_nobody_saw_is_not_blamed_on_memory_and_was_no_later_than_its_pod_had_to_go() {
        PodDeath asked = Deaths.endsOfGone(pod().runs().deleted().build(), NOW).get(0);
        PodDeath gone = Deaths.endsOfGone(pod().runs().build(), NOW).get(0);

        assertThat(asked.at()).isEqualTo(TestingPod.DIED);
        assertThat(gone.at()).isEqualTo(NOW);
        assertThat(gone.termination())
                .isEqualTo(new Termination(
                        Termination.Reason.EVICTED,
                        null,
                        1L << 30,
                        "node-1",
                        null,
                        NOW,
                        "uid-reelmill-worker-small-5d8f-abc"));
        assertThat(gone.words()).isEqualTo("container worker went with its pod, and nobody saw how it ended");
    }

    @ParameterizedTest
    @CsvSource({
        "Error,     143, true",
        "OOMKilled, 0,   true",
        "Error,     137, false",
        "OOMKilled, 137, false",
        "Error,     1,   false",
    })
    void who_goes_as_it_was_asked_to_is_of_no_interest_unless_it_costs_a_task(
            String reason, int exitCode, boolean parting) {
        PodDeath asked =
                Deaths.of(pod().deleted().lies(reason, exitCode, 0).build()).get(0);
        PodDeath unasked = Deaths.of(pod().lies(reason, exitCode, 0).build()).get(0);

        assertThat(asked.parting()).isEqualTo(parting);
        assertThat(unasked.parting()).isFalse();
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
                        "containerd://w1",
                        null));
        assertThat(death.words())
                .isEqualTo("container worker ended with OOMKilled, exit code 137, at a limit of 1024 MiB");
        assertThat(death.pod().deployment()).isEqualTo("reelmill-worker-small");
        assertThat(death.pod().queue()).isEqualTo(WorkQueue.SMALL);
    }

    @Test
    void the_gateway_is_told_which_process_it_was_where_that_one_said_so_itself() {
        TestingPod pod = pod().died("OOMKilled", 137).said("{\"incarnation\":\"process-1\"}");

        assertThat(Deaths.of(pod.build()).get(0).termination().incarnation()).isEqualTo("process-1");
        assertThat(Deaths.of(pod.said("out of luck").build())
                        .get(0)
                        .termination()
                        .incarnation())
                .isNull();
    }
}
