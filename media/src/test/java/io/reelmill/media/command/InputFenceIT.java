package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that names other media is no media. Without the fence ffmpeg would open the neighbor. */
class InputFenceIT {

    private static final FfmpegRunner FFMPEG = new FfmpegRunner(TestingTools.TOOLS);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nsecret.ts\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile secret.ts\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><AdaptationSet><Representation"
                        + " id=\"1\"><BaseURL>secret.ts</BaseURL></Representation></AdaptationSet></Period></MPD>",
                "v=0\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
            })
    void text_that_names_a_neighbor_is_refused(String text) throws Exception {
        TestClips.clip().frames(30).write(directory.resolve("secret.ts"));
        Path list = Files.writeString(directory.resolve("video.mp4"), text);

        RunResult run = decode(list);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.frames()).isZero();
        assertThat(run.stderrTail()).doesNotContain("secret.ts");
    }

    @Test
    void media_are_read() throws Exception {
        RunResult run = decode(TestClips.clip().frames(30).write(directory.resolve("secret.ts")));

        assertThat(run.succeeded()).isTrue();
        assertThat(run.frames()).isEqualTo(30);
    }

    private RunResult decode(Path file) throws Exception {
        List<String> arguments = new ArrayList<>(InputFence.input(file.toString(), 1));
        arguments.addAll(List.of("-fps_mode", "passthrough", "-f", "null", "-"));
        return FFMPEG.run(arguments, directory, Duration.ofMinutes(1));
    }
}
