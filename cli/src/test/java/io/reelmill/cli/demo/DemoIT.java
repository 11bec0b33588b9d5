package io.reelmill.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Main;
import io.reelmill.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_demonstration_ends_as_its_transcoding_does() {
        assertThat(demo(folder.toString())).isEqualTo(ExitCode.STACK);
        assertThat(folder.resolve("reelmill-demo.mp4")).isNotEmptyFile();
        assertThat(err.toString())
                .contains("reelmill: the services are not known here")
                .doesNotContain("\tat ");
    }

    @Test
    void a_clip_that_cannot_be_written_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(demo(file.toString())).isEqualTo(ExitCode.FILES);
        assertThat(err.toString()).contains("cannot be made").doesNotContain("\tat ");
    }

    private int demo(String directory) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, 100, false);
        Map<String, String> environment =
                Map.of("REELMILL_HOME", folder.resolve("home").toString());
        return Main.run(terminal, null, environment, "demo", "--seconds", "1", "-d", directory);
    }
}
