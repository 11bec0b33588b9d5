package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.memory.MemoryClasses;
import io.reelmill.common.memory.MemoryModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemorySharesTest {

    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @CsvSource({
        // total, workers, planning and merging each, each worker, its tasks
        "14400, 1, 2048, 10304, 10048",
        "14400, 4, 2048, 2576, 2320",
        "4800, 1, 800, 3200, 2944",
        "2400, 2, 512, 688, 432",
        "1600, 1, 400, 800, 544",
        "768, 1, 192, 384, 128"
    })
    void everything_is_divided_and_nothing_twice(long total, int workers, long part, long worker, long room) {
        MemoryShares shares = new MemoryShares(total * MIB, workers);

        assertThat(shares.share(ServiceKind.CHUNKER) / MIB).isEqualTo(part);
        assertThat(shares.share(ServiceKind.MERGE) / MIB).isEqualTo(part);
        assertThat(shares.share(ServiceKind.TRANSCODE) / MIB).isEqualTo(worker);
        assertThat(shares.room(ServiceKind.TRANSCODE) / MIB).isEqualTo(room);
        assertThat(2 * part + workers * worker).isLessThanOrEqualTo(total);
    }

    @Test
    void encodes_are_held_to_their_share_and_short_peaks_of_others_may_borrow() {
        MemoryShares shares = new MemoryShares(4800 * MIB, 2);

        assertThat(shares.limit(ServiceKind.TRANSCODE)).isEqualTo(shares.share(ServiceKind.TRANSCODE));
        assertThat(shares.limit(ServiceKind.MERGE)).isEqualTo(2400 * MIB);
    }

    @ParameterizedTest
    @CsvSource({"2400, 2", "4800, 2", "14400, 4"})
    void two_films_are_planned_and_merged_at_once(long total, int workers) {
        MemoryShares shares = new MemoryShares(total * MIB, workers);
        MemoryModel model = MemoryModel.measured();

        assertThat(shares.room(ServiceKind.CHUNKER))
                .isGreaterThan((long) (2 * model.planning().bytes() * MemoryClasses.MARGIN));
        assertThat(shares.room(ServiceKind.MERGE))
                .isGreaterThan((long) (2 * model.merging().bytes() * MemoryClasses.MARGIN));
    }

    @Test
    void a_task_has_its_part_beside_others_and_everything_alone() {
        MemoryShares shares = new MemoryShares(2400 * MIB, 2);

        assertThat(shares.small(2)).isEqualTo(216 * MIB);
        assertThat(shares.small(1)).isEqualTo(432 * MIB);
        assertThat(shares.large()).isEqualTo(432 * MIB);
    }

    @Test
    void too_little_for_so_many_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> new MemoryShares(2400 * MIB, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2400 MiB for work leave each of 4 transcode workers 344 MiB, but one needs 384 MiB;"
                        + " run fewer workers, or allow more with REELMILL_MEMORY");
    }
}
