package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelmill.media.CuttingServer;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProberIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    /** ffprobe itself ends well and tells what it has seen, as if there were no more. */
    @Test
    void a_pass_that_breaks_off_in_the_middle_is_not_taken_for_the_whole() throws Exception {
        Path file = TestClips.clip()
                .frames(250)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-crf", "1", "-g", "25")
                .size(640, 360)
                .write(directory.resolve("film.mkv"));
        assertThat(Files.size(file)).isGreaterThan(4 << 20);
        try (CuttingServer server = CuttingServer.of(file, 0.5)) {
            Prober prober = new Prober(TestingTools.TOOLS, server.address().toString(), Files.size(file), directory);

            ProbeException failure =
                    catchThrowableOfType(ProbeException.class, () -> PacketIndex.read(prober, 0, LIMIT));

            assertThat(failure.kind()).isEqualTo(ProbeException.Kind.INCOMPLETE);
            assertThat(failure).hasMessageContaining("of " + Files.size(file) + " bytes");
        }
    }

    @Test
    void a_pass_that_comes_through_tells_every_frame() throws Exception {
        Path file = TestClips.clip().frames(250).write(directory.resolve("film.mkv"));
        Prober prober = new Prober(TestingTools.TOOLS, file.toString(), Files.size(file), directory);

        assertThat(PacketIndex.read(prober, 0, LIMIT))
                .hasValueSatisfying(index -> assertThat(index.frames()).isEqualTo(250));
    }
}
