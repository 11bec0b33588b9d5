package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.plan.AudioSettings;
import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.DecodedAudio;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.run.FfmpegRunner;
import io.reelmill.media.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A track encoded whole: no sample more or less, nothing shifted, gaps filled. Clips have beeps at 0.2, 1.2, 2.2, … seconds. */
class EncodeAudioIT {

    private static final FfmpegRunner FFMPEG = new FfmpegRunner(TestingTools.TOOLS);

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}, {1} channels, starts at {2}")
    @CsvSource({
        "source.mp4, 2, 0, 2",
        "source.mkv, 2, 0.25, 2",
        "source.mov, 1, 0, 1",
        "source.mkv, 6, 0, 6",
        "source.mkv, 6, 0, 2",
        "source.ts, 2, 0, 2",
    })
    void beeps_stay_where_they_are_from_the_track_s_start(String name, int channels, double start, int wanted)
            throws Exception {
        Path source = TestClips.clip().frames(100).audio("eng", channels, start).write(directory.resolve(name));

        Path track = encoded(source, 1, channels, wanted);

        double first = firstSample(source);
        List<Double> expected = DecodedAudio.of(source, 0).beepTimes().stream()
                .map(beep -> beep - first)
                .toList();
        assertThat(DecodedAudio.of(track, 0).beepTimes())
                .hasSize(4)
                .usingElementComparator((a, b) -> Math.abs(a - b) < 0.003 ? 0 : Double.compare(a, b))
                .isEqualTo(expected);
        assertThat(TestingTools.ffprobe(List.of("-show_entries", "stream=channels", "-of", "csv=p=0", track.toString()))
                        .strip())
                .isEqualTo(String.valueOf(wanted));
    }

    @Test
    void there_is_not_a_sample_more_or_less() throws Exception {
        Path source = TestClips.clip()
                .frames(100)
                .audio("eng")
                .audioCodec("-c:a", "pcm_s16le")
                .write(directory.resolve("source.mkv"));
        assertThat(DecodedAudio.sampleCount(source, 0)).isEqualTo(4 * 48_000);

        Path track = encoded(source, 1, 2, 2);

        assertThat(TestingTools.ffprobe(
                                List.of("-show_entries", "stream=duration_ts", "-of", "csv=p=0", track.toString()))
                        .strip())
                .isEqualTo(String.valueOf(4 * 48_000));
        assertThat(DecodedAudio.sampleCount(track, 0)).isBetween(4 * 48_000L, 4 * 48_000L + 1_023);
    }

    /** When the first sample that decodes is presented, in seconds; AAC in Matroska and MPEG-TS starts with its priming. */
    private static double firstSample(Path source) {
        return Double.parseDouble(TestingTools.ffprobe(List.of(
                        "-select_streams",
                        "a:0",
                        "-read_intervals",
                        "%+#3",
                        "-show_entries",
                        "frame=pts_time",
                        "-of",
                        "csv=p=0",
                        source.toString()))
                .lines()
                .findFirst()
                .orElseThrow()
                .replace(",", ""));
    }

    @Test
    void a_gap_becomes_silence() throws Exception {
        Path whole = TestClips.clip()
                .frames(100)
                .audio("eng")
                .audioCodec("-c:a", "pcm_s16le")
                .write(directory.resolve("whole.mkv"));
        Path gap = directory.resolve("gap.mkv");
        TestingTools.ffmpeg(List.of(
                "-y",
                "-i",
                whole.toString(),
                "-map",
                "0:a",
                "-af",
                "aselect='not(between(t,1.5,2.1))'",
                "-c:a",
                "pcm_s16le",
                gap.toString()));

        Path track = encoded(gap, 0, 2, 2);

        assertThat(DecodedAudio.of(track, 0).beepTimes().get(2)).isCloseTo(2.2, within(0.03));
        assertThat(DecodedAudio.sampleCount(track, 0)).isCloseTo(4 * 48_000L, within(1_500L));
    }

    private Path encoded(Path source, int index, int channels, int wanted) throws Exception {
        Path file = directory.resolve("track.mp4");
        AudioTrack track =
                new AudioTrack(index, "aac", channels, null, 48_000, "eng", null, true, new Rational(0, 1), 4);
        String layout = wanted == 6 ? "5.1" : wanted == 1 ? "mono" : "stereo";
        AudioSettings settings = new AudioSettings(64_000L * wanted, wanted, layout, 48_000);
        RunResult run = FFMPEG.run(
                new EncodeAudioCommand(source.toString(), track, settings, 1).arguments(file),
                directory,
                Duration.ofMinutes(1));
        assertThat(run.succeeded()).as(run.stderrTail()).isTrue();
        return file;
    }
}
