package io.reelmill.stack.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineMemoryTest {

    private static final long MACHINE = 8_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        "4G, 4294967296",
        "512M, 536870912",
        "512 MiB, 536870912",
        "700000k, 716800000",
        "1073741824, 1073741824",
        "50%, 4000000000",
        "100 %, 8000000000",
        "'', 4800000000",
        ", 4800000000"
    })
    void a_setting_is_a_size_or_a_share(String setting, long bytes) {
        assertThat(MachineMemory.forWork(setting, MACHINE)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "-1G", "0", "0%", "101%", "9G", "999999999999T", "4 G 3"})
    void anything_else_is_refused(String setting) {
        assertThatThrownBy(() -> MachineMemory.forWork(setting, MACHINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }

    @Test
    void this_machine_has_some() {
        assertThat(MachineMemory.bytes()).isGreaterThan(100L << 20);
    }
}
