package io.reelmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void each_stream_is_a_terminal_by_itself() {
        assertThat(Terminal.system(Map.of("REELMILL_TTY", "120")).interactive()).isTrue();
        assertThat(Terminal.system(Map.of("REELMILL_TTY", "120")).clearable()).isFalse();
        assertThat(Terminal.system(Map.of("REELMILL_OUT_TTY", "1")).interactive())
                .isFalse();
        assertThat(Terminal.system(Map.of("REELMILL_OUT_TTY", "1")).clearable()).isTrue();
    }

    @Test
    void a_terminal_has_its_width_and_anything_else_the_default() {
        assertThat(Terminal.system(Map.of("REELMILL_TTY", "120")).columns()).isEqualTo(120);
        assertThat(Terminal.system(Map.of()).columns()).isEqualTo(100);
    }
}
