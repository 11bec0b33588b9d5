package io.reelmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final Interruption interruption = new Interruption();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        interruption.close();
    }

    @Test
    void what_was_added_last_comes_first_and_a_failure_stops_nothing() {
        interruption.add(() -> done.add("answer"));
        interruption.add(() -> {
            throw new IllegalStateException("no stack to give up");
        });
        interruption.add(() -> done.add("jobs"));
        assertThat(interruption.begun()).isFalse();

        interruption.begin();

        assertThat(done).containsExactly("jobs", "answer");
        assertThat(interruption.begun()).isTrue();
    }

    @Test
    void nothing_begins_once_the_process_is_interrupted() {
        interruption.begin();

        CliException refused = catchThrowableOfType(CliException.class, () -> interruption.add(() -> done.add("late")));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(refused.code()).isEqualTo("CANCELLED");
        assertThat(done).isEmpty();
    }
}
