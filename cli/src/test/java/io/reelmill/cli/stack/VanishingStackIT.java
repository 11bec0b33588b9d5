package io.reelmill.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Main;
import io.reelmill.cli.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stack ends between two questions of one command. */
class VanishingStackIT {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({"status,1", "scale 2,1", "scale 2,2"})
    void a_sentence_says_that_it_has_ended(String command, int answers) throws Exception {
        try (TestingDaemon daemon = new TestingDaemon(home, answers)) {
            assertThat(run(false, command.split(" "))).isEqualTo(ExitCode.STACK);
        }
        assertThat(err.toString()).isEqualTo("reelmill: the stack has ended meanwhile; start it with: reelmill up\n");
    }

    @Test
    void what_has_ended_is_down() throws Exception {
        try (TestingDaemon daemon = new TestingDaemon(home, 1)) {
            assertThat(run(false, "down")).isEqualTo(ExitCode.OK);
        }
        assertThat(out.toString()).isEqualTo("stopped\n");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,false"})
    void watching_clears_the_screen_only_where_the_status_is_written_to_one(boolean screen, boolean cleared)
            throws Exception {
        try (TestingDaemon daemon = new TestingDaemon(home, 4)) {
            assertThat(run(screen, "status", "--watch")).isEqualTo(ExitCode.STACK);
        }
        assertThat(out.toString().split("stack ready", -1)).hasSize(3);
        assertThat(out.toString().contains("\033[2J")).isEqualTo(cleared);
    }

    private int run(boolean screen, String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), !screen, 100, screen);
        return Main.run(terminal, home, Map.of("REELMILL_HOME", home.toString()), arguments);
    }
}
