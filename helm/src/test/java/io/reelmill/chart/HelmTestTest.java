package io.reelmill.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.reelmill.common.job.JobStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The script that {@code helm test} runs, with a gateway that goes through every state of a job. */
class HelmTestTest {

    private static final String TOKEN_FILE = "/etc/reelmill/auth/api-token";

    @TempDir
    Path folder;

    private HttpServer gateway;
    private List<JobStatus> states;
    private int looks;

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/api/v1/jobs", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean known = "Bearer a-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean upload = exchange.getRequestMethod().equals("POST");
        exchange.getResponseHeaders().add("Location", "http://gateway/api/v1/jobs/7");
        String stages = "\"stages\":[{\"state\":\"QUEUED\"}]";
        String job = upload
                ? ""
                : "{\"id\":\"7\",\"state\":\"%s\",%s}"
                        .formatted(states.get(Math.min(looks++, states.size() - 1)), stages);
        exchange.sendResponseHeaders(!known ? 401 : upload ? 201 : 200, 0);
        exchange.getResponseBody().write(job.getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    @ParameterizedTest
    @EnumSource
    void ends_with_the_job_and_passes_when_it_completes(JobStatus end) throws Exception {
        Stream<JobStatus> before = Arrays.stream(JobStatus.values()).filter(state -> !state.terminal());
        JobStatus last = end.terminal() ? end : JobStatus.COMPLETED;
        states = Stream.concat(before, Stream.of(last)).toList();

        assertThat(run()).isEqualTo(last == JobStatus.COMPLETED ? 0 : 1);

        assertThat(looks).isEqualTo(states.size());
    }

    private int run() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "a-token");
        Path ffmpeg =
                Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\nfor file; do :; done; echo clip > \"$file\"\n");
        assertThat(ffmpeg.toFile().setExecutable(true)).isTrue();
        String script = script().replace(TOKEN_FILE, token.toString())
                .replace("/tmp/clip.mp4", folder.resolve("clip.mp4").toString());
        ProcessBuilder bash = new ProcessBuilder("bash", "-ceu", "sleep() { :; }\n" + script);
        bash.environment()
                .putAll(Map.of(
                        "HOST",
                        "127.0.0.1",
                        "PORT",
                        String.valueOf(gateway.getAddress().getPort()),
                        "REELMILL_FFMPEG",
                        ffmpeg.toString()));
        return bash.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String script() {
        GenericKubernetesResource pod = Chart.render("minimal").stream()
                .filter(resource -> resource.getKind().equals("Pod"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> container =
                Chart.containers(pod.get("spec")).findFirst().orElseThrow();
        assertThat(container.get("command")).isEqualTo(List.of("bash", "-ceu"));
        return ((List<?>) container.get("args")).get(0).toString();
    }
}
