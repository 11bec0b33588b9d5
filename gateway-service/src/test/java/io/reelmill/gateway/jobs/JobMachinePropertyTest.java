package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.JobStatus;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens, in whatever order and however often: the promises hold. */
class JobMachinePropertyTest {

    @Property(tries = 1500)
    void aJobEndsOnceTheWorldCalmsDown(
            @ForAll @IntRange(min = 0, max = 4) int chunks,
            @ForAll long seed,
            @ForAll @Size(max = 150) List<TestingWorld.Move> moves) {
        TestingWorld world = new TestingWorld(chunks, new Random(seed));
        moves.forEach(world::make);

        world.calmDown();

        world.checkEnd();
    }

    @Property(tries = 500)
    void withoutRealFailuresItCompletes(
            @ForAll @IntRange(min = 0, max = 4) int chunks,
            @ForAll long seed,
            @ForAll @Size(max = 150) List<TestingWorld.HarmlessMove> moves) {
        TestingWorld world = new TestingWorld(chunks, new Random(seed));
        moves.forEach(move -> world.make(TestingWorld.Move.valueOf(move.name())));

        world.calmDown();

        world.checkEnd();
        assertThat(world.job().status()).isEqualTo(JobStatus.COMPLETED);
    }
}
