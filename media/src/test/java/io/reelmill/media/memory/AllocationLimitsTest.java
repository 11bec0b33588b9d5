package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationLimitsTest {

    private static final String LIMITS =
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max cpu time              unlimited            unlimited            seconds
            Max data size             unlimited            unlimited            bytes
            Max address space         %s            unlimited            bytes
            Max file locks            unlimited            unlimited            locks
            """;

    @Test
    void a_limited_address_space_is_told() {
        assertThat(AllocationLimits.parse(LIMITS.formatted("209715200")))
                .hasValue("its address space is limited to 200 MiB");
    }

    @Test
    void an_unlimited_one_is_not() {
        assertThat(AllocationLimits.parse(LIMITS.formatted("unlimited"))).isEmpty();
        assertThat(AllocationLimits.parse("")).isEmpty();
    }
}
