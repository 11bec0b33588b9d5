package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.command.InputFence;
import io.reelmill.media.run.FfprobeRunner.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real ffprobe: whole answers, streamed answers, refusals and limits. */
class FfprobeRunnerIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final FfprobeRunner ffprobe = new FfprobeRunner(TestingTools.TOOLS);

    @TempDir
    Path directory;

    @Test
    void a_short_answer_comes_whole() throws Exception {
        Path clip = TestClips.clip().frames(10).write(directory.resolve("a.mp4"));

        Probe probe = ffprobe.run(about(clip, "-of", "json", "-show_format"), LIMIT);

        assertThat(probe.ok()).isTrue();
        assertThat(probe.output()).startsWith("{").endsWith("}\n").contains("\"nb_streams\": 1");
    }

    @Test
    void a_long_answer_comes_line_by_line_and_all_of_it() throws Exception {
        Path clip = TestClips.clip().frames(200).write(directory.resolve("a.mp4"));
        List<String> lines = new ArrayList<>();

        Probe probe = ffprobe.lines(about(clip, "-of", "csv=p=0", "-show_entries", "packet=pts"), LIMIT, lines::add);

        assertThat(probe.ok()).isTrue();
        assertThat(lines).hasSize(200);
    }

    @Test
    void a_refusal_says_why() throws Exception {
        Path text = Files.writeString(directory.resolve("text.mp4"), "this is not a film\n".repeat(100));

        Probe probe = ffprobe.run(about(text, "-show_format"), LIMIT);

        assertThat(probe.ok()).isFalse();
        assertThat(probe.timedOut()).isFalse();
        assertThat(probe.errors()).contains("Invalid data found");
    }

    @Test
    @Timeout(20)
    void the_limit_ends_a_probe_that_would_never_end() throws Exception {
        Probe probe = ffprobe.run(
                GeneratedInput.of("testsrc2=size=16x16", "-show_entries", "packet=pts"), Duration.ofSeconds(1));

        assertThat(probe.timedOut()).isTrue();
        assertThat(probe.ok()).isFalse();
    }

    private static List<String> about(Path file, String... question) {
        List<String> arguments = new ArrayList<>(InputFence.options(file.toString()));
        arguments.addAll(List.of(question));
        arguments.addAll(List.of("-i", file.toString()));
        return arguments;
    }
}
