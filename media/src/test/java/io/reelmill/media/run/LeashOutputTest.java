package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeashOutputTest {

    private final List<String> lines = new ArrayList<>();
    private final LeashOutput output = new LeashOutput(lines::add);

    @Test
    void what_the_shell_adds_is_told_from_what_the_command_says() {
        Stream.of(
                        "pid=4711",
                        "frame=25",
                        "pid=12",
                        "",
                        "1m2.5s 0m0s",
                        "leash=end",
                        "0m0.001s 0m0.002s",
                        "1m2.500000s 0m1.250000s")
                .forEach(output::line);

        assertThat(lines).containsExactly("frame=25", "pid=12", "1m2.5s 0m0s");
        assertThat(output.pid()).isEqualTo(4711);
        assertThat(output.cpu()).isEqualTo(Duration.ofMillis(63_750));
    }

    @Test
    void a_command_that_was_killed_leaves_no_figures_and_no_error() {
        output.line("pid=4711");

        assertThat(output.cpu()).isZero();
        assertThat(lines).isEmpty();
    }
}
