package io.reelmill.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.OutputFile;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.media.CuttingServer;
import io.reelmill.media.probe.ProbedStream;
import io.reelmill.merge.attempt.MergeAttempt;
import io.reelmill.merge.mp4.MovieFile;
import io.reelmill.merge.mux.MuxPlan;
import io.reelmill.merge.mux.Muxer;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.messaging.worker.TaskResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound, subtitles and chapters beside the picture: all there, named, at their time, with nothing added. */
class MergeTracksIT {

    private static final int RATE = 48_000;

    @TempDir
    Path dir;

    private TestingObjectStore store;
    private Path source;

    @BeforeEach
    void store() throws Exception {
        store = new TestingObjectStore(Files.createDirectory(dir.resolve("store")));
        source = dir.resolve("source.mkv");
    }

    /** A picture first, and what the inputs and maps add. */
    private void make(List<String> inputs, String maps) {
        List<Object> words = new ArrayList<>(inputs);
        words.add("-filter_complex");
        words.add(TestingMedia.word(TestingMedia.PICTURE.formatted("30") + "[v]"));
        words.add("-map [v] " + maps + " -c:v libx264 -preset veryfast -g 48 -c:a pcm_s16le -t 4");
        words.add(TestingMedia.word(source.toString()));
        TestingMedia.ffmpeg(dir, words.toArray());
    }

    private static List<String> tone(String description) {
        return List.of("-f lavfi -i", TestingMedia.word(description));
    }

    private static List<String> and(List<String> one, Object... more) {
        List<String> all = new ArrayList<>(one);
        for (Object words : more) {
            all.add(words.toString());
        }
        return all;
    }

    private MergeReport merged(TestingJob job) throws Exception {
        TaskResult result = job.merge();
        assertThat(result).isInstanceOf(TaskResult.Merged.class);
        MergeReport report = ((TaskResult.Merged) result).report();
        assertThat(report.checks()).allMatch(MergeReport.Check::passed);
        return report;
    }

    private Path output(MergeReport report) {
        return store.path(report.outputs().get(0).key());
    }

    /** Half a second of silence, then a tone: where the tone begins can be heard to the sample. */
    private static final String SILENCE_THEN_TONE = "aevalsrc='if(lt(t,0.5),0,0.5*sin(880*PI*t))':s=48000:d=4";

    /** Neither priming nor more padding than the rest of the last frame, which ffmpeg decodes whole. */
    private static void assertLength(Path file, short[] samples) throws Exception {
        assertThat(MovieFile.open(file).tracks()).last().satisfies(track -> {
            assertThat(track.presentedTicks()).isEqualTo(4 * RATE);
            assertThat(track.priming()).isEqualTo(1024);
        });
        assertThat(samples.length).isBetween(4 * RATE, 4 * RATE + 1023);
    }

    /** Samples from the beginning of the track to the tone. */
    private static int onset(short[] samples) {
        return IntStream.range(0, samples.length)
                .filter(i -> Math.abs(samples[i]) > 1000)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "sound {0} ms after the picture")
    @ValueSource(ints = {0, 1, 10, 21, 22, 250, 1234, -7, -40, -500})
    void sound_keeps_its_distance_from_the_picture_and_its_priming_stays_hidden(int millis) throws Exception {
        make(tone(SILENCE_THEN_TONE), "-map 0:a");
        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60)
                .audio(1, null, null, new Rational(millis, 1000), 1)
                .rendition("main", TestingJob.x264(320, 176, 30)));
        short[] samples = TestingMedia.samples(output(report), 0, dir);
        assertLength(output(report), samples);
        double heard = start(output(report), "a:0") + onset(samples) / (double) RATE;
        double seen = start(output(report), "v:0");
        assertThat(heard - seen).isCloseTo(0.5 + millis / 1000.0, within(0.001));
        assertThat(TestingMedia.frameNumbers(output(report), dir))
                .isEqualTo(IntStream.range(0, 120).boxed().toList());
    }

    @ParameterizedTest(name = "{0} s of sound beside 4 s of picture")
    @ValueSource(doubles = {6, 2.5})
    void sound_that_is_longer_or_shorter_than_the_picture_keeps_its_length(double seconds) throws Exception {
        TestingMedia.ffmpeg(
                dir,
                "-f lavfi -i",
                TestingMedia.word(SILENCE_THEN_TONE.replace("d=4", "d=" + seconds)),
                "-filter_complex",
                TestingMedia.word(TestingMedia.PICTURE.formatted("30") + ",trim=end=4[v]"),
                "-map [v] -map 0:a -c:v libx264 -preset veryfast -g 48 -c:a pcm_s16le",
                TestingMedia.word(source.toString()));
        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60)
                .audio(1, null, null, new Rational(0, 1), 1)
                .rendition("main", TestingJob.x264(320, 176, 30)));

        short[] samples = TestingMedia.samples(output(report), 0, dir);
        assertThat(samples.length).isBetween((int) (seconds * RATE), (int) (seconds * RATE) + 1023);
        assertThat(onset(samples) / (double) RATE).isCloseTo(0.5, within(0.001));
        assertThat(IntStream.range(samples.length - RATE / 2, samples.length - RATE / 4)
                        .map(i -> Math.abs(samples[i]))
                        .max()
                        .orElseThrow())
                .as("the tone at the end")
                .isGreaterThan(1000);
        assertThat(TestingMedia.frameNumbers(output(report), dir))
                .isEqualTo(IntStream.range(0, 120).boxed().toList());
    }

    /** Time of the first decoded frame. */
    private double start(Path file, String stream) {
        return Double.parseDouble(TestingMedia.probe(
                        file,
                        "-select_streams",
                        stream,
                        "-read_intervals",
                        "%+#3",
                        "-show_entries",
                        "frame=best_effort_timestamp_time")
                .get(0)
                .split(",")[0]);
    }

    @Test
    void two_tracks_keep_order_language_title_and_layout() throws Exception {
        make(
                and(
                        tone("sine=f=440:r=48000:d=4"),
                        "-f lavfi -i",
                        TestingMedia.word("sine=f=880:r=48000:d=4,aformat=channel_layouts=5.1")),
                "-map 0:a -map 1:a");
        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60)
                .audio(1, "deu", "Kommentar", new Rational(0, 1), 2)
                .audio(2, "eng", null, new Rational(1, 10), 6)
                .rendition("main", TestingJob.x264(320, 176, 30)));
        assertThat(TestingMedia.probe(
                        output(report),
                        "-select_streams",
                        "a",
                        "-show_entries",
                        "stream=channels,channel_layout:stream_disposition=default:stream_tags=language,handler_name"))
                .hasSize(2)
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("2,stereo,1,deu").contains("Kommentar"),
                        two -> assertThat(two).startsWith("6,5.1,0,eng"));
        assertThat(report.outputs().get(0).audioTracks()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "en, eng",
        "en-US, eng",
        "ENG, eng",
        "ger, deu",
        "pt_BR, por",
        "'deu,eng', deu",
        "English, eng",
        "klingon, und",
        "zz, und",
        "und, und"
    })
    void a_language_is_kept_under_the_name_that_the_container_has_for_it(String said, String kept) throws Exception {
        Path words = Files.writeString(dir.resolve("words.srt"), "1\n00:00:01,000 --> 00:00:02,000\nHello\n");
        make(
                and(tone("sine=f=440:r=48000:d=4"), "-i", TestingMedia.word(words.toString())),
                "-map 0:a -map 1:s -metadata:s:a:0 language=" + said + " -metadata:s:s:0 language=" + said);
        List<ProbedStream> streams = TestingMedia.streams(source, dir);

        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60)
                .audio(1, streams.get(1).language(), null, new Rational(0, 1), 1)
                .subtitle(2, streams.get(2).language())
                .rendition("main", TestingJob.x264(320, 176, 30)));

        for (String stream : List.of("a:0", "s:0")) {
            assertThat(TestingMedia.probe(
                            output(report), "-select_streams", stream, "-show_entries", "stream_tags=language"))
                    .containsExactly(kept);
        }
    }

    @Test
    void subtitles_chapters_and_title_come_from_the_source() throws Exception {
        Path words = dir.resolve("words.srt");
        Files.writeString(words, "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n00:00:02,500 --> 00:00:03,500\nBye\n");
        Path facts = dir.resolve("facts.txt");
        Files.writeString(
                facts,
                """
                ;FFMETADATA1
                title=A title
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=2000
                title=First
                [CHAPTER]
                TIMEBASE=1/1000
                START=2000
                END=4000
                title=Second
                """);
        make(
                and(
                        tone("sine=f=440:r=48000:d=4"),
                        "-i",
                        TestingMedia.word(words.toString()),
                        "-f ffmetadata -i",
                        TestingMedia.word(facts.toString())),
                "-map 0:a -map 1:s -map_metadata 2 -map_chapters 2");
        MergeReport report = merged(new TestingJob(store, dir, source)
                .video(60)
                .audio(1, null, null, new Rational(-1, 4), 1)
                .subtitle(2, "fra")
                .metadata(2, "A title")
                .rendition("main", TestingJob.x264(320, 176, 30)));
        Path file = output(report);
        double base = start(file, "v:0");
        assertThat(base).as("all waits for sound that starts first").isCloseTo(0.25, within(0.0001));
        List<String> spoken = TestingMedia.probe(
                file,
                "-select_streams",
                "s:0",
                "-show_entries",
                "packet=pts_time,size:stream=codec_name:stream_tags=language");
        assertThat(spoken).contains("mov_text,fra");
        List<Double> times = spoken.stream()
                .filter(l -> l.matches("[\\d.]+,\\d+.*"))
                .filter(l -> Integer.parseInt(l.split(",")[1].strip()) > 2)
                .map(l -> Double.parseDouble(l.split(",")[0]))
                .toList();
        assertThat(times).hasSize(2);
        assertThat(times.get(0)).isCloseTo(base + 1, within(0.002));
        assertThat(times.get(1)).isCloseTo(base + 2.5, within(0.002));
        assertThat(TestingMedia.probe(file, "-show_chapters", "-show_entries", "chapter=start_time:chapter_tags=title"))
                .hasSize(2)
                .satisfiesExactly(one -> assertThat(one).endsWith("First"), two -> assertThat(two)
                        .matches("2\\.2[45]\\d*,Second"));
        assertThat(TestingMedia.probe(file, "-show_entries", "format_tags=title"))
                .containsExactly("A title");
        assertThat(report.outputs().get(0).subtitleTracks()).isEqualTo(1);
    }

    @Test
    void subtitles_of_which_only_a_part_could_be_read_are_not_published() throws Exception {
        Path words = Files.writeString(
                dir.resolve("words.srt"),
                "1\n00:00:00,500 --> 00:00:01,000\nHello\n\n2\n00:00:03,500 --> 00:00:03,900\nBye\n");
        make(List.of("-i", TestingMedia.word(words.toString())), "-map 0:s");
        TaskContext context = new TestingJob(store, dir, source).video(200).context();
        try (CuttingServer server = CuttingServer.of(source, 0.7);
                MergeAttempt attempt = new MergeAttempt(context, TestingMedia.TOOLS, Duration.ofMinutes(2))) {
            MuxPlan plan = new MuxPlan(
                    null,
                    List.of(),
                    List.of(new SubtitleTrack(1, "subrip", "eng", null, true, false)),
                    server.address().toString(),
                    new Rational(0, 1),
                    dir.resolve("muxed.mp4"));

            TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> Muxer.mux(attempt, plan));

            assertThat(failure.outcome()).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        }
    }

    @ParameterizedTest(name = "pictures from a copy: {0}")
    @ValueSource(booleans = {false, true})
    void a_source_that_does_not_begin_at_zero_keeps_its_subtitles_in_time(boolean copied) throws Exception {
        Path words = dir.resolve("words.srt");
        Files.writeString(words, "1\n00:00:01,000 --> 00:00:02,000\nHello\n");
        make(List.of("-i", TestingMedia.word(words.toString())), "-map 0:s -output_ts_offset 3");
        Path copy = dir.resolve("copy.mov");
        TestingMedia.ffmpeg(
                dir,
                "-i",
                TestingMedia.word(source.toString()),
                "-map 0:v -c copy",
                TestingMedia.word(copy.toString()));
        TestingJob job = copied
                ? new TestingJob(store, dir, copy).copiedFrom(source, new Rational(3, 1))
                : new TestingJob(store, dir, source);
        MergeReport report = merged(job.video(60).subtitle(1, null).rendition("main", TestingJob.x264(320, 176, 30)));
        List<String> lines =
                TestingMedia.probe(output(report), "-select_streams", "s:0", "-show_entries", "packet=pts_time,size");
        assertThat(lines.stream()
                        .filter(l -> Integer.parseInt(l.split(",")[1].strip()) > 2)
                        .map(l -> Double.parseDouble(l.split(",")[0])))
                .singleElement()
                .satisfies(t -> assertThat(t).isCloseTo(1.0, within(0.002)));
    }

    @Test
    void no_sound_is_no_track() throws Exception {
        make(List.of(), "");
        MergeReport report =
                merged(new TestingJob(store, dir, source).video(60).rendition("main", TestingJob.x264(320, 176, 30)));
        assertThat(TestingMedia.probe(output(report), "-show_entries", "stream=codec_type"))
                .containsExactly("video");
    }

    @Test
    void sound_alone_becomes_an_m4a() throws Exception {
        TestingMedia.ffmpeg(
                dir,
                "-f lavfi -i",
                TestingMedia.word(SILENCE_THEN_TONE),
                "-c:a pcm_s16le",
                TestingMedia.word(source.toString()));
        MergeReport report = merged(new TestingJob(store, dir, source)
                .audio(0, "eng", null, new Rational(0, 1), 1)
                .renditionOf("main", null));
        OutputFile file = report.outputs().get(0);
        assertThat(file.key()).isEqualTo("output/job/main.m4a");
        assertThat(file.contentType()).isEqualTo("audio/mp4");
        assertThat(file.durationSeconds()).isCloseTo(4, within(0.001));
        short[] samples = TestingMedia.samples(output(report), 0, dir);
        assertLength(output(report), samples);
        assertThat(onset(samples) / (double) RATE).isCloseTo(0.5, within(0.001));
    }
}
