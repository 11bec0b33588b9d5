package io.reelmill.media.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void reads_what_is_resident_and_the_highest_so_far() {
        ResidentMemory memory = ResidentMemory.parse(
                "Name:\tffmpeg\nVmPeak:\t 9000 kB\nVmHWM:\t  2048 kB\nVmRSS:\t  1024 kB\nThreads:\t3\n");

        assertThat(memory.bytes()).isEqualTo(1024 * 1024);
        assertThat(memory.peakBytes()).isEqualTo(2048 * 1024);
    }

    @Test
    void a_zombie_has_none() {
        assertThat(ResidentMemory.parse("Name:\tffmpeg\nState:\tZ (zombie)\n")).isEqualTo(ResidentMemory.UNKNOWN);
    }

    @Test
    void a_process_that_is_gone_has_none() {
        assertThat(ResidentMemory.of(Integer.MAX_VALUE)).isEqualTo(ResidentMemory.UNKNOWN);
    }
}
