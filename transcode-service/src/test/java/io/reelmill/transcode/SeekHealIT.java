package io.reelmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.TaskWork;
import io.reelmill.common.plan.TaskOutput;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.command.EncodeChunkCommand;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunResult;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two films in one, with other parameters of the stream for the second, which stand before its first picture alone: a decoder that
 * starts later in it has those of the first.
 */
class SeekHealIT {

    private static final int FIRST = 75;
    private static final int SECOND = 125;

    @TempDir
    Path directory;

    @Test
    void what_fails_after_a_seek_is_decoded_from_the_start() throws Exception {
        Path file = directory.resolve("joined.mp4");
        Path joined = Files.write(directory.resolve("joined.h264"), joined());
        TestingTools.ffmpeg(List.of("-y", "-r", "25", "-i", joined.toString(), "-c", "copy", file.toString()));
        TestingEncoders encoders = new TestingEncoders(directory);
        TaskWork work =
                TestingSource.stored(encoders.store(), file, FIRST + SECOND).chunk(150, 200, 125L, false);

        TaskOutput output = encoders.encode(work);

        assertThat(sought(file, (TaskWork.EncodeChunk) work).decodeErrors()).isPositive();
        assertThat(output.decodeErrors()).isZero();
        Path chunk = directory.resolve("healed.mp4");
        encoders.store().download(encoders.store().ref(output.key()), chunk);
        assertThat(Decoded.of(chunk).numbers())
                .isEqualTo(IntStream.range(150 - FIRST, 200 - FIRST).boxed().toList());
    }

    /** The same command without the second look. */
    private RunResult sought(Path file, TaskWork.EncodeChunk work) throws Exception {
        EncodeChunkCommand command =
                new EncodeChunkCommand(file.toString(), work.track(), work.chunk(), work.settings(), 1, false);
        return new FfmpegRunner(TestingTools.TOOLS)
                .run(command.arguments(directory.resolve("sought.mp4")), directory, Duration.ofMinutes(1));
    }

    private byte[] joined() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(pictures("first.h264", FIRST, "cabac=1"));
        Set<Character> seen = new HashSet<>();
        String second = new String(pictures("second.h264", SECOND, "cabac=0"), StandardCharsets.ISO_8859_1);
        for (String unit : second.split("(?=\0\0\0\1|(?<!\0)\0\0\1)")) {
            char type = (char) (unit.charAt(unit.indexOf('\1') + 1) & 31);
            boolean parameters = type == 7 || type == 8;
            if (!parameters || seen.add(type)) {
                all.write(unit.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return all.toByteArray();
    }

    private byte[] pictures(String name, int frames, String options) throws Exception {
        return Files.readAllBytes(TestClips.clip()
                .frames(frames)
                .codec(
                        "-c:v",
                        "libx264",
                        "-preset",
                        "ultrafast",
                        "-bf",
                        "0",
                        "-g",
                        "25",
                        "-pix_fmt",
                        "yuv420p",
                        "-x264-params",
                        options)
                .write(directory.resolve(name)));
    }
}
