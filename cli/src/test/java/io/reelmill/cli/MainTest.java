package io.reelmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "transcode --help",
                "up --help",
                "status --help",
                "demo --help",
                "admin --help",
                "admin dead-letters --help",
                "admin sweep --help"
            })
    void help_tells_the_exit_codes(String arguments) {
        assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isZero();
        assertThat(out.toString()).contains("Exit codes:", "130 interrupted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcode", "fly", "scale", "scale many", "scale 0", "transcode --crf 1 --bitrate 2M a"})
    void wrong_usage_is_two(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).startsWith("reelmill: ");
    }

    @Test
    void wrong_usage_is_told_as_json_as_well() {
        assertThat(run("transcode", "--json")).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).startsWith("{\"status\":\"failed\",\"code\":\"USAGE\",\"detail\":\"Missing");
    }

    @Test
    void an_input_that_is_not_there_is_told_before_anything_is_started() {
        assertThat(run("transcode", "--json", folder.resolve("none.mov").toString()))
                .isEqualTo(ExitCode.FILES);
        assertThat(out.toString()).contains("\"code\":\"INPUT_NOT_FOUND\"");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://exa mple/a.mp4", "https:///a.mp4", "http://host:port/%zz"})
    void an_address_that_is_none_is_wrong_usage_as_json_as_well(String address) {
        assertThat(run("transcode", "--json", address)).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .startsWith("{\"status\":\"failed\",\"code\":\"BAD_ADDRESS\",\"detail\":\"not an address");
        assertThat(err.toString()).startsWith("reelmill: not an address").doesNotContain("\tat ");
    }

    @Test
    void what_nobody_thought_of_is_one_object_too() throws IOException {
        Path clip = Files.writeString(folder.resolve("a.mp4"), "media");
        Files.writeString(folder.resolve("home"), "a file where the home should be");

        assertThat(run("transcode", "--json", clip.toString())).isEqualTo(ExitCode.STACK);
        assertThat(out.toString())
                .startsWith("{\"status\":\"failed\",\"code\":\"STACK_FAILED\"")
                .endsWith("\"jobs\":[]}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "0", "200%", "1M", "99999T"})
    void memory_for_work_that_makes_no_sense_is_wrong_usage(String memory) throws IOException {
        Path clip = Files.writeString(folder.resolve("a.mp4"), "media");

        assertThat(run(Map.of("REELMILL_MEMORY", memory), "transcode", "--json", clip.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(out.toString())
                .startsWith("{\"status\":\"failed\",\"code\":\"USAGE\",\"detail\":")
                .contains("for work");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "scale 2"})
    void without_a_stack_there_is_nothing_to_ask(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.STACK);
        assertThat(err.toString()).contains("no stack runs in", "reelmill up");
    }

    @Test
    void a_purge_removes_what_is_ours_and_leaves_what_is_not() throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("kafka/data"));
        Files.writeString(home.resolve("stack.json"), "{}");
        Files.writeString(home.resolve("precious"), "mine");

        assertThat(run("down", "--purge")).isZero();

        assertThat(Files.list(home)).containsExactly(home.resolve("precious"));
    }

    @Test
    void a_purge_of_nothing_but_ours_removes_the_home() throws IOException {
        Files.createDirectories(folder.resolve("home/logs"));
        assertThat(run("down", "--purge")).isZero();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> variables, String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, 100, false);
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("REELMILL_HOME", folder.resolve("home").toString());
        return Main.run(terminal, folder, environment, arguments);
    }
}
