package io.reelmill.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

    @ParameterizedTest
    @CsvSource({
        "0,100,[----------]   0%",
        "50,100,[#####-----]  50%",
        "999,1000,[#########-]  99%",
        "100,100,[##########] 100%",
        "120,100,[##########] 100%",
        "-1,100,[----------]   0%",
        "0,0,[----------]   0%"
    })
    void it_is_full_only_when_all_is_done(long done, long total, String bar) {
        assertThat(Bar.of(done, total, 10)).isEqualTo(bar);
    }

    @ParameterizedTest
    @CsvSource({
        "0,[##--------]",
        "400,[--##------]",
        "1600,[--------##]",
        "1800,[-------##-]",
        "3200,[##--------]",
        "3400,[-##-------]"
    })
    void what_has_no_measure_moves_to_and_fro(long millis, String bar) {
        assertThat(Bar.moving(Duration.ofMillis(millis), 10)).isEqualTo(bar);
    }
}
