package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Very many random stories of one job. Each draws which kinds of things can happen in it, so that some are long and others
 * end soon. {@code -Dreelmill.storm.sequences} says how many, {@code -Dreelmill.storm.seed} where to begin:
 * {@code bench/job-machine} tells a million.
 */
class JobMachineStormTest {

    private static final long SEQUENCES = Long.getLong("reelmill.storm.sequences", 40_000);
    private static final long FIRST = Long.getLong("reelmill.storm.seed", 1);
    private static final int LONGEST = 150;

    @Test
    void every_story_ends_once_the_world_calms_down() {
        long begun = System.nanoTime();
        LongAdder moves = new LongAdder();

        Map<JobStatus, Long> ends = LongStream.range(FIRST, FIRST + SEQUENCES)
                .parallel()
                .mapToObj(seed -> told(seed, moves))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        System.out.printf(
                "%d sequences from seed %d, %d moves, %.1f s: %s%n",
                SEQUENCES, FIRST, moves.sum(), (System.nanoTime() - begun) / 1e9, ends);
        assertThat(ends.keySet()).containsOnly(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED);
    }

    private static JobStatus told(long seed, LongAdder moves) {
        try {
            Random random = new Random(seed);
            TestingWorld world = new TestingWorld(random.nextInt(5), random);
            List<TestingWorld.Move> possible = possible(random);
            int length = random.nextInt(LONGEST + 1);
            for (int i = 0; i < length; i++) {
                world.make(possible.get(random.nextInt(possible.size())));
            }
            moves.add(length);
            world.calmDown();
            world.checkEnd();
            return world.job().status();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("sequence of seed " + seed + ": " + e.getMessage(), e);
        }
    }

    /** Work goes on in every story; each other kind of thing happens in half of them. */
    private static List<TestingWorld.Move> possible(Random random) {
        return Stream.of(TestingWorld.Move.values())
                .filter(move -> move.compareTo(TestingWorld.Move.CLAIM) <= 0 || random.nextBoolean())
                .toList();
    }
}
