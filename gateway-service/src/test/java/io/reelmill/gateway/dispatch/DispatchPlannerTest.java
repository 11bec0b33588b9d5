package io.reelmill.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.WorkQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DispatchPlannerTest {

    private static final String FILM = "01-film";
    private static final String CLIP = "02-clip";

    @Test
    void theWindowBoundsWhatIsInFlight() {
        Map<String, List<String>> releases = plan(tasks(FILM, 100, 0), 4, Map.of(FILM, 3));

        assertThat(releases).isEqualTo(Map.of(FILM, List.of("t000")));
    }

    @Test
    void aFullOrOverfullWindowReleasesNothing() {
        assertThat(plan(tasks(FILM, 10, 0), 4, Map.of(FILM, 4))).isEmpty();
        assertThat(plan(tasks(FILM, 10, 0), 2, Map.of(FILM, 4))).isEmpty();
        assertThat(plan(tasks(FILM, 10, 0), 0, Map.of())).isEmpty();
    }

    @Test
    void aClipBehindAFilmComesNext() {
        List<Candidate> both = both(tasks(FILM, 700, 0), tasks(CLIP, 3, 0));

        assertThat(plan(both, 4, Map.of(FILM, 3))).isEqualTo(Map.of(CLIP, List.of("t000")));
        assertThat(plan(both, 6, Map.of(FILM, 2)))
                .isEqualTo(Map.of(CLIP, List.of("t000", "t001", "t002"), FILM, List.of("t000")));
    }

    @Test
    void theOlderJobBreaksTies() {
        assertThat(plan(both(tasks(CLIP, 3, 0), tasks(FILM, 3, 0)), 3, Map.of()))
                .isEqualTo(Map.of(FILM, List.of("t000", "t001"), CLIP, List.of("t000")));
    }

    @Test
    void higherPriorityGoesFirstWhateverIsInFlight() {
        assertThat(plan(both(tasks(FILM, 10, 5), tasks(CLIP, 10, 0)), 5, Map.of(FILM, 2)))
                .isEqualTo(Map.of(FILM, List.of("t000", "t001", "t002")));
    }

    @Test
    void theLongestTaskGoesFirst() {
        List<Candidate> tasks = List.of(
                new Candidate(FILM, "short", 1, WorkQueue.STANDARD, 0, 1, 0, false),
                new Candidate(FILM, "long", 1, WorkQueue.STANDARD, 0, 9, 1, false),
                new Candidate(FILM, "middle", 1, WorkQueue.STANDARD, 0, 5, 2, false),
                new Candidate(FILM, "also-middle", 1, WorkQueue.STANDARD, 0, 5, 3, false));

        assertThat(plan(tasks, 4, Map.of()).get(FILM)).containsExactly("long", "middle", "also-middle", "short");
    }

    @Test
    void whatNobodyHasClaimedYetMakesRoomForAClip() {
        List<Candidate> all = both(released(FILM, 2, 0), both(tasks(FILM, 700, 0), tasks(CLIP, 3, 0)));

        DispatchPlan plan = dispatch(all, 4, Map.of(FILM, 2));

        assertThat(plan.releases()).isEqualTo(Map.of(CLIP, List.of("t000", "t001")));
        assertThat(plan.takenBack()).containsExactlyElementsOf(released(FILM, 2, 0));
    }

    @Test
    void whatLiesInAQueueStaysAmongEqualsAndBeforeTheRestOfItsJob() {
        List<Candidate> all = both(released(CLIP, 1, 0), both(tasks(FILM, 9, 0), tasks(CLIP, 9, 0)));

        DispatchPlan plan = dispatch(all, 4, Map.of(FILM, 1, CLIP, 1));

        assertThat(plan.releases()).isEqualTo(Map.of(FILM, List.of("t000")));
        assertThat(plan.takenBack()).isEmpty();
    }

    @Test
    void higherPriorityTakesThePlaceOfWhatNobodyHasClaimedYet() {
        List<Candidate> all = both(released(FILM, 3, 0), tasks(CLIP, 1, 7));

        DispatchPlan plan = dispatch(all, 4, Map.of(FILM, 1));

        assertThat(plan.releases()).isEqualTo(Map.of(CLIP, List.of("t000")));
        assertThat(plan.takenBack()).hasSize(1);
    }

    @Test
    void aWindowThatShrinksTakesNothingBackByItself() {
        DispatchPlan plan = dispatch(both(released(FILM, 2, 0), tasks(FILM, 5, 0)), 2, Map.of(FILM, 2));

        assertThat(plan.releases()).isEmpty();
        assertThat(plan.takenBack()).isEmpty();
    }

    @Test
    void queuesDoNotCompete() {
        Candidate merge = new Candidate(CLIP, "merge", 1, WorkQueue.MERGE, 0, 0, 9, false);
        Map<WorkQueue, QueueLoad> loads = Map.of(
                WorkQueue.STANDARD, new QueueLoad(2, Map.of(FILM, 2)), WorkQueue.MERGE, new QueueLoad(2, Map.of()));

        assertThat(DispatchPlanner.plan(both(tasks(FILM, 5, 9), List.of(merge)), loads)
                        .releases())
                .isEqualTo(Map.of(CLIP, List.of("merge")));
    }

    @Property(tries = 300)
    void equalJobsShareEqually(
            @ForAll @IntRange(min = 1, max = 8) int jobs, @ForAll @IntRange(min = 0, max = 40) int window) {
        List<Candidate> all = new ArrayList<>();
        IntStream.range(0, jobs).forEach(job -> all.addAll(tasks("job-" + job, 50, 0)));

        Collection<List<String>> shares = plan(all, window, Map.of()).values();

        assertThat(shares.stream().mapToInt(List::size).sum()).isEqualTo(window);
        int most = shares.stream().mapToInt(List::size).max().orElse(0);
        int least = shares.size() < jobs
                ? 0
                : shares.stream().mapToInt(List::size).min().orElse(0);
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    private static Map<String, List<String>> plan(
            Collection<Candidate> candidates, int window, Map<String, Integer> running) {
        return dispatch(candidates, window, running).releases();
    }

    private static DispatchPlan dispatch(Collection<Candidate> candidates, int window, Map<String, Integer> running) {
        return DispatchPlanner.plan(candidates, Map.of(WorkQueue.STANDARD, new QueueLoad(window, running)));
    }

    private static List<Candidate> released(String job, int count, int priority) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Candidate(job, "r%03d".formatted(i), 1, WorkQueue.STANDARD, priority, 1, i, true))
                .toList();
    }

    private static List<Candidate> tasks(String job, int count, int priority) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Candidate(job, "t%03d".formatted(i), 1, WorkQueue.STANDARD, priority, 1000 - i, i, false))
                .toList();
    }

    private static List<Candidate> both(List<Candidate> some, List<Candidate> others) {
        List<Candidate> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
