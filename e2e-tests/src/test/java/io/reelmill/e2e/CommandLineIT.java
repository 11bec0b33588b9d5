package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.stack.supervise.ProcessState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script as a user runs it, from the first call to {@code down --purge}: one stack, so the order matters. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandLineIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FRAMES = 60;
    /** 127.0.0.1 as the kernel writes it, also inside an IPv6 address, and ::1. */
    private static final String LOOPBACK =
            "0100007F:.*|0000000000000000FFFF00000100007F:.*|00000000000000000000000001000000:.*";

    @TempDir
    static Path directory;

    private static Path home;
    private static Script script;
    private static long daemon;

    @BeforeAll
    static void layOut() throws IOException {
        home = directory.resolve("home");
        script = new Script(home, directory);
        TestClips.clip().size(320, 240).frames(FRAMES).write(directory.resolve("one.mp4"));
        TestClips.clip().size(320, 240).frames(FRAMES + 1).write(directory.resolve("two.mp4"));
        Files.writeString(directory.resolve("text.mp4"), "not media\n".repeat(100));
    }

    @AfterAll
    static void nothingStays() {
        script.run("down", "--purge");
    }

    @Test
    @Order(1)
    void a_first_transcode_starts_a_stack_and_gives_a_verified_file_and_one_object() {
        Script.Result result = script.run("transcode", "--json", "--keep", "one.mp4", "-o", "out.mp4");

        assertThat(result.exitCode()).as(result.err()).isZero();
        JsonNode job = result.json().at("/jobs/0");
        assertThat(result.json().path("status").asText()).isEqualTo("completed");
        assertThat(job.path("state").asText()).isEqualTo("COMPLETED");
        assertThat(job.at("/outputs/0/frames").asInt()).isEqualTo(FRAMES);
        assertThat(Decoded.of(directory.resolve("out.mp4")).numbers()).isEqualTo(Decoded.range(FRAMES));
        assertThat(script.stackRuns()).as("kept").isTrue();
        assertThat(result.err())
                .as("its addresses")
                .containsPattern("gateway +http://127.0.0.1:\\d+\\R")
                .containsPattern("kafka +127.0.0.1:\\d+\\R")
                .containsPattern("redis +127.0.0.1:\\d+\\R")
                .containsPattern("postgres +127.0.0.1:\\d+\\R")
                .containsPattern("s3 +127.0.0.1:\\d+\\R");
        daemon = script.stack().state().pid();
    }

    @Test
    @Order(2)
    void everything_listens_on_this_machine_only() throws IOException {
        List<String> addresses = ListeningSockets.of(script.processes());

        assertThat(addresses).as("four servers, four services, the supervisor").hasSizeGreaterThanOrEqualTo(9);
        assertThat(addresses).allMatch(address -> address.matches(LOOPBACK));
    }

    @Test
    @Order(3)
    void a_second_call_reuses_the_stack_and_takes_several_inputs() {
        Script.Result result = script.run("transcode", "--json", "one.mp4", "two.mp4", "-o", "made/");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json().path("jobs")).hasSize(2);
        assertThat(result.json().findValuesAsText("frames"))
                .contains(String.valueOf(FRAMES), String.valueOf(FRAMES + 1));
        assertThat(directory.resolve("made")).isDirectoryContaining(file -> Files.isRegularFile(file));
        assertThat(script.stack().state().pid()).isEqualTo(daemon);
    }

    @Test
    @Order(3)
    void names_beyond_ascii_need_no_locale() {
        Script.Result result = script.shell(
                """
                name=$(printf 'f\\303\\274nf')
                cp one.mp4 "$name.mp4"
                "$0" transcode --json "$name.mp4" -o "$name-made.mp4"
                test -s "$name-made.mp4"
                """);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json().at("/jobs/0/outputs/0/frames").asInt()).isEqualTo(FRAMES);
    }

    @Test
    @Order(4)
    void a_job_that_fails_is_one_object_with_its_reason_and_exit_code_one() {
        Script.Result result = script.run("transcode", "--json", "text.mp4");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.json().path("status").asText()).isEqualTo("failed");
        assertThat(result.json().path("code").asText())
                .isNotBlank()
                .isEqualTo(result.json().at("/jobs/0/code").asText());
        assertThat(result.json().path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1", "chunker-1", "transcode-1", "merge-1"})
    @Order(5)
    void every_service_tells_whether_it_lives_is_ready_and_has_started_and_how_it_does(String name) throws Exception {
        URI address = URI.create(service(name).address());

        for (String health : List.of("live", "ready", "started")) {
            HttpResponse<String> told = get(address.resolve("/q/health/" + health));
            assertThat(told.statusCode()).as(health).isEqualTo(200);
            assertThat(JSON.readTree(told.body()).path("status").asText()).isEqualTo("UP");
        }
        assertThat(get(address.resolve("/q/metrics")).body()).contains("jvm_memory_used_bytes", "reelmill_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1", "chunker-1", "transcode-1", "merge-1"})
    @Order(6)
    void every_service_logs_objects_that_say_who_they_are_about(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(service(name).log())) {
            lines.add(JSON.readTree(line));
        }

        assertThat(lines).allSatisfy(line -> assertThat(line.path("level").asText())
                .as(line.toString())
                .isIn("INFO", "WARN"));
        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line.path("mdc").fieldNames()).toIterable().contains("jobId", "task", "attempt"));
    }

    private static ProcessState service(String name) {
        return script.stack().state().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @Order(7)
    void wrong_usage_is_two_and_an_input_that_is_not_there_four() {
        assertThat(script.run("transcode", "--json", "--crf", "x", "one.mp4").exitCode())
                .isEqualTo(2);
        Script.Result missing = script.run("transcode", "--json", "none.mp4");
        assertThat(missing.exitCode()).isEqualTo(4);
        assertThat(missing.json().path("code").asText()).isEqualTo("INPUT_NOT_FOUND");
    }

    @Test
    @Order(8)
    void the_status_shows_workers_with_their_memory_and_tasks() {
        Script.Result result = script.run("status", "--tasks");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(", for work ", "WORKER", "WAITING", "tasks of ")
                .containsPattern("transcode-1 +\\d+/\\d+ +\\S+ [kMG]B of \\S+ [MG]B");
    }

    @Test
    @Order(9)
    void a_purge_ends_everything_and_removes_the_home() {
        Script.Result result = script.run("down", "--purge");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(home).doesNotExist();
        assertThat(script.processes()).isEmpty();
        assertThat(script.run("status").exitCode()).as("no stack").isEqualTo(3);
    }
}
