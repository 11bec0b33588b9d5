package io.reelmill.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlTest {

    @ParameterizedTest(name = "stop job {0}, task {1}, below {2}: {3} {4} attempt {5} → {6}")
    @CsvSource({
        "j1,,,    j1,t1,1, true",
        "j1,,,    j2,t1,1, false",
        "j1,t1,2, j1,t1,1, true",
        "j1,t1,2, j1,t1,2, false",
        "j1,t1,2, j1,t2,1, false"
    })
    void stops_what_it_names(
            String job, String task, Integer below, String runningJob, String runningTask, int attempt, boolean stops) {
        Control control = new Control(Control.SCHEMA, job, task, below);

        assertThat(control.stops(runningJob, runningTask, attempt)).isEqualTo(stops);
    }
}
