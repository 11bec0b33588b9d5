package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeasesTest {

    private final Leases leases = new Leases();

    @Test
    void the_stack_ends_with_its_starter() {
        assertThat(leases.pipeEnded()).isTrue();
    }

    @Test
    void the_stack_lasts_as_long_as_anybody_needs_it() {
        assertThat(leases.acquire()).isTrue();
        assertThat(leases.release()).isFalse();
        assertThat(leases.release()).isTrue();
    }

    @Test
    void a_kept_stack_stays() {
        leases.keep();
        assertThat(leases.release()).isFalse();
        assertThat(leases.acquire()).isTrue();
        assertThat(leases.release()).isFalse();
    }

    @Test
    void nobody_can_take_hold_of_a_stack_that_is_ending() {
        leases.release();
        assertThat(leases.acquire()).isFalse();
    }

    @Test
    void nobody_can_take_hold_of_a_stack_that_was_told_to_end() {
        leases.end();
        assertThat(leases.acquire()).isFalse();
        assertThat(leases.handOver()).isFalse();
    }

    @Test
    void the_starter_holds_once_however_it_holds() {
        assertThat(leases.handOver()).isTrue();
        assertThat(leases.pipeEnded()).isFalse();
        assertThat(leases.release()).isTrue();
    }

    @Test
    void a_starter_that_has_gone_hands_nothing_over() {
        assertThat(leases.acquire()).isTrue();
        assertThat(leases.pipeEnded()).isFalse();
        assertThat(leases.handOver()).isFalse();
    }
}
