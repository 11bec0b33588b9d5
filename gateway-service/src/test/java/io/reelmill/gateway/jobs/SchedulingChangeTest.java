package io.reelmill.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SchedulingChangeTest {

    private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void fields_that_follow_a_file_change_nothing_that_was_changed_by_others_while_it_was_received() {
        SchedulingChange late = new SchedulingChange(Scheduling.DEFAULT, new Scheduling(false, 0, null, SOON));
        Scheduling patched = new Scheduling(true, 7, LATER, null);

        assertThat(late.to(patched)).isEqualTo(new Scheduling(true, 7, LATER, SOON));
    }

    @Test
    void what_they_do_change_holds() {
        SchedulingChange late = new SchedulingChange(Scheduling.DEFAULT, new Scheduling(false, 3, SOON, null));
        Scheduling patched = new Scheduling(false, 7, LATER, null);

        assertThat(late.to(patched)).isEqualTo(new Scheduling(false, 3, SOON, null));
    }

    @Test
    void without_a_change_everything_stays() {
        Scheduling patched = new Scheduling(true, 7, LATER, SOON);

        assertThat(new SchedulingChange(Scheduling.DEFAULT, Scheduling.DEFAULT).to(patched))
                .isEqualTo(patched);
    }
}
