package io.reelmill.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Main;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.TestingGateway;
import io.reelmill.cli.stack.TestingDaemon;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, against a gateway that answers as the real one does. */
class AdminIT {

    private static final String LETTERS = " /api/v1/admin/dead-letters";
    private static final String LETTER =
            "{\"id\":\"d1\",\"kind\":\"TASK\",\"jobId\":\"j1\",\"task\":\"chunk-0\",\"attempt\":3,\"outcome\":\"OOM_GUARD\","
                    + "\"detail\":\"too large\",\"at\":\"2026-01-01T00:00:00Z\",\"history\":[],\"news\":7}";
    private static final String GONE = "{\"code\":\"DEAD_LETTER_NOT_FOUND\",\"detail\":\"there is no dead letter d9\"}";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path home;

    private TestingGateway gateway;
    private TestingDaemon daemon;

    @BeforeEach
    void start() throws Exception {
        gateway = new TestingGateway();
        daemon = new TestingDaemon(home, 20, gateway.url());
    }

    @AfterEach
    void stop() throws Exception {
        daemon.close();
        gateway.close();
    }

    @Test
    void letters_are_listed_over_all_pages() {
        gateway.answers(200, "{\"items\":[" + LETTER + "],\"nextCursor\":\"c 2\"}")
                .answers(200, "{\"items\":[" + LETTER.replace("d1", "d2") + "]}");

        assertThat(run("dead-letters")).isZero();

        assertThat(out.toString()).contains("ID  AT", "d1  2026", "d2  2026", "too large");
        assertThat(gateway.requests)
                .containsExactly("GET" + LETTERS + "?limit=200", "GET" + LETTERS + "?limit=200&cursor=c+2");
    }

    @Test
    void an_empty_list_is_said_plainly() {
        gateway.answers(200, "{\"items\":[]}");

        assertThat(run("dead-letters", "list")).isZero();

        assertThat(out.toString()).isEqualTo("no dead letters: nothing was given up\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead-letters --json", "dead-letters list --json"})
    void scripts_get_everything_that_the_gateway_said(String command) {
        gateway.answers(200, "{\"items\":[" + LETTER + "]}");

        assertThat(run(command.split(" "))).isZero();

        assertThat(out.toString()).isEqualTo("{\"items\":[" + LETTER + "]}\n");
    }

    @Test
    void one_is_shown_replayed_and_discarded() {
        gateway.answers(200, LETTER)
                .answers(200, "{\"id\":\"d1\",\"jobId\":\"j2\"}")
                .answers(204, "");

        assertThat(run("dead-letters", "show", "d1")).isZero();
        assertThat(run("dead-letters", "replay", "d1")).isZero();
        assertThat(run("dead-letters", "discard", "d1")).isZero();

        assertThat(out.toString())
                .contains("d1, a task given up", "OOM_GUARD after attempt 3", "replayed d1 as job j2", "discarded d1");
        assertThat(gateway.requests)
                .containsExactly("GET" + LETTERS + "/d1", "POST" + LETTERS + "/d1/replay", "DELETE" + LETTERS + "/d1");
    }

    @Test
    void what_of_all_cannot_be_replayed_is_told_and_is_five() {
        gateway.answers(
                200,
                "{\"replayed\":[{\"id\":\"d1\",\"jobId\":\"j2\"}],\"refused\":[{\"id\":\"d2\",\"code\":\"SOURCE_GONE\","
                        + "\"detail\":\"its source was removed\"}]}");

        assertThat(run("dead-letters", "replay", "--all")).isEqualTo(ExitCode.GATEWAY);

        assertThat(out.toString()).contains("replayed d1", "refused d2: SOURCE_GONE: its source was removed");
        assertThat(gateway.requests).containsExactly("POST" + LETTERS + "/replay");
    }

    @Test
    void one_that_is_not_there_is_five_and_one_object() {
        gateway.always("GET", 404, GONE);

        assertThat(run("dead-letters", "show", "--json", "d9")).isEqualTo(ExitCode.GATEWAY);

        assertThat(out.toString())
                .isEqualTo("{\"status\":\"failed\",\"code\":\"DEAD_LETTER_NOT_FOUND\","
                        + "\"detail\":\"there is no dead letter d9\",\"jobs\":[]}\n");
        assertThat(err.toString()).isEqualTo("reelmill: there is no dead letter d9\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dead-letters replay",
                "dead-letters replay d1 --all",
                "dead-letters show",
                "dead-letters burn d1",
                "sweep --older-than soon"
            })
    void wrong_usage_is_two_and_asks_nobody(String command) {
        assertThat(run(command.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(gateway.requests).isEmpty();
    }

    @Test
    void a_sweep_is_asked_for_and_told() {
        gateway.answers(
                200,
                "{\"dryRun\":true,\"examined\":2,\"blind\":[],\"findings\":[{\"jobId\":\"j1\",\"task\":\"chunk-0\","
                        + "\"attempt\":1,\"problem\":\"RECORD_LOST\",\"action\":\"RELEASE_AGAIN\",\"why\":\"in no queue\"}]}");

        assertThat(run("sweep", "--dry-run", "--older-than", "20m")).isZero();

        assertThat(out.toString()).contains("2 unfinished jobs examined, nothing was changed", "RECORD_LOST");
        assertThat(gateway.requests).containsExactly("POST /api/v1/admin/sweep?dryRun=true&olderThan=PT20M");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, 100, false);
        String[] all = new String[arguments.length + 1];
        all[0] = "admin";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.run(terminal, home, Map.of("REELMILL_HOME", home.toString()), all);
    }
}
