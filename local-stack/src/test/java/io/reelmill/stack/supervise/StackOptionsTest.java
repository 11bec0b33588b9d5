package io.reelmill.stack.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackOptionsTest {

    @ParameterizedTest
    @CsvSource({"1,2,2", "2,2,1", "1,16,16", "4,16,4", "3,2,1", "1,1,1"})
    void workers_share_the_processors(int workers, int processors, int slots) {
        assertThat(StackOptions.forMachine(Path.of("."), workers, processors).slots())
                .isEqualTo(slots);
    }

    @Test
    void no_worker_is_an_error() {
        assertThatThrownBy(() -> new StackOptions(Path.of("."), 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_home_is_configured_or_in_the_users_own() {
        assertThat(StackHome.locate(Map.of(), Path.of("/home/u")).root()).isEqualTo(Path.of("/home/u/.reelmill"));
        assertThat(StackHome.locate(Map.of("REELMILL_HOME", " "), Path.of("/home/u"))
                        .root())
                .isEqualTo(Path.of("/home/u/.reelmill"));
        assertThat(StackHome.locate(Map.of("REELMILL_HOME", "/data/r"), Path.of("/home/u"))
                        .root())
                .isEqualTo(Path.of("/data/r"));
    }
}
