package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgressParserTest {

    private final ProgressParser progress = new ProgressParser();

    @Test
    void reads_the_last_block() {
        Stream.of("frame=25", "fps=0.0", "out_time_us=960000", "progress=continue", "frame=  50", "out_time_us=1960000")
                .forEach(progress::line);

        assertThat(progress.frames()).isEqualTo(50);
        assertThat(progress.outTimeMicros()).isEqualTo(1_960_000);
    }

    @Test
    void what_is_not_known_yet_changes_nothing() {
        Stream.of(
                        "frame=10",
                        "out_time_us=400000",
                        "frame=N/A",
                        "out_time_us=N/A",
                        "out_time_us=-9223372036854775808",
                        "noise")
                .forEach(progress::line);

        assertThat(progress.frames()).isEqualTo(10);
        assertThat(progress.outTimeMicros()).isEqualTo(400_000);
    }
}
