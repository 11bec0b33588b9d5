package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.media.Decoded;
import io.reelmill.media.DecodedAudio;
import io.reelmill.media.Similarity;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.command.PackedAvi;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many kinds of sources through the running system; asserted on the pictures and sounds that come out. */
class PipelineIT {

    /** Chunks of two seconds, so that short clips have several. */
    private static final String FAST = "profile=fast&chunkSeconds=2";

    /** SSIM to the source of every picture that comes out, at least; less where fields became frames. */
    private static final double ALIKE = 0.9;

    private static final double FIELDS_ALIKE = 0.8;

    private static Reelmill reelmill;
    private static Jobs jobs;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        reelmill = Reelmill.running();
        jobs = new Jobs(reelmill.api());
    }

    /** A source, what is asked for, and how many frames must come out. */
    private record Case(String file, TestClips clip, int frames, String query) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Case> sources() {
        return Stream.of(
                of("cfr25.mp4", 250),
                new Case("ntsc.mp4", TestClips.clip().rate(30000, 1001).frames(240), 240, FAST),
                new Case("fast60.mov", TestClips.clip().rate(60000, 1001).frames(300), 300, FAST),
                new Case(
                        "bframes-open-gop.mp4",
                        TestClips.clip()
                                .codec(
                                        "-c:v",
                                        "libx264",
                                        "-preset",
                                        "veryfast",
                                        "-bf",
                                        "3",
                                        "-g",
                                        "48",
                                        "-x264-params",
                                        "open-gop=1")
                                .frames(200),
                        200,
                        FAST),
                new Case(
                        "long-gop.mkv",
                        TestClips.clip()
                                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "400")
                                .frames(320),
                        320,
                        FAST),
                new Case(
                        "vp9.webm",
                        TestClips.clip()
                                .codec("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "50")
                                .audioCodec("-c:a", "libopus")
                                .frames(150),
                        150,
                        FAST),
                new Case(
                        "mpeg4.avi",
                        TestClips.clip()
                                .codec("-c:v", "mpeg4", "-bf", "2", "-q:v", "3")
                                .audioCodec("-c:a", "mp3")
                                .frames(150),
                        150,
                        FAST),
                new Case("h264.ts", TestClips.clip().frames(150), 150, FAST),
                new Case(
                        "mpeg2.ts",
                        TestClips.clip()
                                .codec("-c:v", "mpeg2video", "-q:v", "3", "-bf", "2")
                                .audioCodec("-c:a", "mp2")
                                .frames(150),
                        150,
                        FAST),
                new Case(
                        "fields.ts",
                        TestClips.clip()
                                .interlaced()
                                .codec(
                                        "-c:v",
                                        "libx264",
                                        "-preset",
                                        "veryfast",
                                        "-flags",
                                        "+ildct+ilme",
                                        "-g",
                                        "25",
                                        "-b:v",
                                        "3M",
                                        "-pix_fmt",
                                        "yuv420p")
                                .frames(100),
                        100,
                        FAST),
                new Case(
                        "vp8.ogv",
                        TestClips.clip()
                                .codec("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M")
                                .audioCodec("-c:a", "libopus")
                                .frames(100),
                        100,
                        FAST),
                new Case(
                        "odd-size.mkv",
                        TestClips.clip()
                                .size(357, 201)
                                .codec("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-pix_fmt", "yuv444p")
                                .frames(100),
                        100,
                        FAST),
                new Case("blink.mp4", TestClips.clip().frames(11), 11, FAST),
                new Case(
                        "turned.mp4",
                        TestClips.clip().rotation(90).size(180, 320).frames(100),
                        100,
                        FAST),
                new Case(
                        "turned-by-sei.mp4",
                        TestClips.clip()
                                .output("-bsf:v", "h264_metadata=display_orientation=insert:rotate=-90")
                                .frames(100),
                        100,
                        FAST),
                new Case(
                        "windows.wmv",
                        TestClips.clip()
                                .codec("-c:v", "wmv2", "-b:v", "2M", "-g", "25")
                                .audioCodec("-c:a", "wmav2")
                                .frames(150),
                        150,
                        FAST),
                new Case("tiny-to-av1.mp4", TestClips.clip().size(96, 54).frames(75), 75, "codec=av1&preset=12&crf=30"),
                new Case(
                        "hevc10.mkv",
                        TestClips.clip()
                                .codec(
                                        "-c:v",
                                        "libx265",
                                        "-preset",
                                        "ultrafast",
                                        "-pix_fmt",
                                        "yuv420p10le",
                                        "-x265-params",
                                        "log-level=error")
                                .frames(100),
                        100,
                        "codec=hevc&preset=ultrafast&crf=24&chunkSeconds=2"),
                new Case("to-av1.mp4", TestClips.clip().frames(100), 100, "codec=av1&preset=12&crf=40&chunkSeconds=2"),
                new Case("smaller.mp4", TestClips.clip().size(640, 360).frames(150), 150, FAST + "&height=180"),
                new Case(
                        "bitrate.mp4",
                        TestClips.clip().frames(150),
                        150,
                        "bitrate=300k&preset=veryfast&chunkSeconds=2"),
                new Case(
                        "vfr.mkv",
                        TestClips.clip()
                                .filter("settb=1/1000,setpts='N*40+mod(N,3)*7'")
                                .frames(150),
                        150,
                        FAST));
    }

    private static Case of(String file, int frames) {
        return new Case(file, TestClips.clip().frames(frames), frames, FAST);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void every_frame_comes_out_once_in_order_at_its_time_and_in_sync(Case source) {
        Path clip = source.clip().audio("eng").write(directory.resolve(source.file()));

        String id = reelmill.api().upload(clip, source.query());
        JsonNode job = jobs.completed(id);
        Path output = output(job);

        Decoded result = Decoded.of(output);
        assertThat(result.numbers()).isEqualTo(Decoded.range(source.frames()));
        assertThat(seconds(result))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 0.0011 ? 0 : 1)
                .isEqualTo(source.file().endsWith(".avi") ? everyFortieth(source.frames()) : seconds(Decoded.of(clip)));
        assertThat(job.at("/outputs/0/frames").asInt()).isEqualTo(source.frames());
        // What ffmpeg shows of a film that only its first picture turns is no measure.
        boolean turned = source.file().equals("turned-by-sei.mp4");
        if (!turned) {
            double alike = source.file().equals("fields.ts") ? FIELDS_ALIKE : ALIKE;
            assertThat(Similarity.ssim(clip, output, 320, 180))
                    .hasSize(source.frames())
                    .allMatch(ssim -> ssim > alike);
        }
        if (source.frames() > 50) {
            // AVI has no times to measure the source by; MP3's own delay is heard in it.
            boolean untimed = source.file().endsWith(".avi");
            double offset = untimed || turned ? 0 : DecodedAudio.offset(clip, 0);
            assertThat(DecodedAudio.offset(output, 0)).isCloseTo(offset, within(untimed ? 0.06 : 0.012));
        }
    }

    @Test
    void sound_keeps_step_with_the_picture_over_thirty_chunks() {
        Path clip = TestClips.clip().frames(1500).audio("eng").write(directory.resolve("long.mp4"));

        String id = reelmill.api().upload(clip, FAST);
        JsonNode job = jobs.completed(id);

        assertThat(jobs.attempts(id, "chunk-")).hasSize(30);
        assertThat(job.at("/renditions/0/chunksDone").asInt()).isEqualTo(30);
        assertThat(job.get("percent").asDouble()).isEqualTo(100);
        Path output = output(job);
        Decoded picture = Decoded.of(output);
        assertThat(picture.numbers()).isEqualTo(Decoded.range(1500));
        List<Double> offsets = DecodedAudio.offsets(picture, DecodedAudio.of(output, 0));
        assertThat(offsets).hasSize(60);
        assertThat(offsets.get(0)).isCloseTo(0, within(0.012));
        assertThat(offsets).allMatch(offset -> Math.abs(offset - offsets.get(0)) < 0.002);
    }

    @Test
    void a_stored_source_is_processed_again_into_several_renditions() {
        Path clip = TestClips.clip().size(640, 360).frames(120).audio("eng").write(directory.resolve("ladder.mp4"));
        String first = reelmill.api().upload(clip, FAST);
        jobs.completed(first);

        String id = reelmill.api()
                .retry(
                        first,
                        """
                {"chunkSeconds": 2, "outputs": [
                  {"name": "360p", "preset": "veryfast", "crf": 24, "height": 360, "audioBitrate": 96000},
                  {"name": "180p", "preset": "veryfast", "crf": 26, "height": 180, "audioBitrate": 96000}]}
                """);
        jobs.completed(id);

        Path large = jobs.output(id, "360p", directory);
        Path small = jobs.output(id, "180p", directory);
        for (Path output : List.of(large, small)) {
            assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(120));
        }
        assertThat(Streams.keyframes(small)).hasSizeGreaterThan(1).isEqualTo(Streams.keyframes(large));
        assertThat(jobs.attempts(id, "audio-"))
                .as("one audio encode serves both")
                .hasSize(1);
    }

    @Test
    void several_languages_captions_chapters_and_title_are_kept() {
        Path clip = TestClips.clip()
                .frames(150)
                .audio("eng")
                .audio("deu", 2, 0.3)
                .subtitles("fra", "mov_text")
                .chapters(3)
                .title("A film")
                .write(directory.resolve("rich.mp4"));

        Path output = output(jobs.completed(reelmill.api().upload(clip, FAST)));

        assertThat(Streams.of(output, "stream_tags=language")).containsSubsequence("eng", "deu", "fra");
        assertThat(Streams.chapters(output)).isEqualTo(3);
        assertThat(Streams.title(output)).isEqualTo("A film");
        assertThat(DecodedAudio.offset(output, 1)).isCloseTo(DecodedAudio.offset(clip, 1), within(0.012));
    }

    /** Two tracks that begin at different times and go on after the picture, in a file whose edit list hides what was cut off. */
    @Test
    void surround_sound_edit_lists_and_sound_that_goes_on_are_kept() {
        Path whole = TestClips.clip()
                .frames(175)
                .filter("trim=end_frame=125")
                .audio("eng", 6, 0)
                .audio("deu", 2, 0.3)
                .write(directory.resolve("whole.mp4"));
        Path clip = directory.resolve("cut.mp4");
        TestingTools.ffmpeg(
                List.of("-y", "-ss", "1.32", "-i", whole.toString(), "-map", "0", "-c", "copy", clip.toString()));
        Decoded source = Decoded.of(clip);
        assertThat(source.numbers().get(0)).isBetween(30, 36);

        Path output = output(jobs.completed(reelmill.api().upload(clip, FAST + "&channels=keep")));

        Decoded result = Decoded.of(output);
        assertThat(result.numbers()).isEqualTo(source.numbers());
        assertThat(seconds(result))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 0.0011 ? 0 : 1)
                .isEqualTo(seconds(source));
        assertThat(Streams.of(output, "stream=channels")).containsExactly("6", "2");
        for (int track : List.of(0, 1)) {
            assertThat(DecodedAudio.offset(output, track)).isCloseTo(DecodedAudio.offset(clip, track), within(0.012));
            assertThat(end(output, track) - videoEnd(result))
                    .isCloseTo(end(clip, track) - videoEnd(source), within(0.05));
        }
        assertThat(end(output, 0)).isGreaterThan(videoEnd(result) + 1);
    }

    private static double end(Path file, int track) {
        return (double) DecodedAudio.of(file, track).samples().length / 48_000;
    }

    private static double videoEnd(Decoded picture) {
        return picture.times().get(picture.times().size() - 1).toDouble();
    }

    @Test
    void cover_art_is_no_picture() {
        Path film = Streams.covered(
                TestClips.clip().frames(60).audio("eng").write(directory.resolve("plain.mp4")),
                1,
                directory.resolve("film.mp4"));
        Path song =
                Streams.covered(Streams.soundOnly(directory.resolve("plain.m4a"), 3), 0, directory.resolve("song.m4a"));
        String first = reelmill.api().upload(film, FAST);
        String second = reelmill.api().upload(song, FAST);

        Path output = output(jobs.completed(first));
        JsonNode sung = jobs.completed(second);

        assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(60));
        assertThat(Streams.of(output, "stream=codec_type")).containsExactly("video", "audio");
        assertThat(sung.at("/outputs/0/fileName").asText()).endsWith(".m4a");
        assertThat((double) DecodedAudio.sampleCount(output(sung), 0) / 48_000).isCloseTo(3, within(0.03));
    }

    @Test
    void pictures_that_share_a_packet_or_a_time_all_come_out() {
        String packed = reelmill.api().upload(PackedAvi.write(directory.resolve("packed.avi"), 80), FAST);
        String repeated = reelmill.api()
                .upload(TestClips.clip().frames(80).repeatedTimes().write(directory.resolve("repeats.mkv")), FAST);

        assertThat(Decoded.of(output(jobs.completed(packed))).numbers()).isEqualTo(Decoded.range(80));
        JsonNode counted = jobs.completed(repeated);
        Decoded result = Decoded.of(output(counted));
        assertThat(result.numbers()).isEqualTo(Decoded.range(80));
        assertThat(seconds(result)).isSorted().doesNotHaveDuplicates();
        assertThat(counted.get("warnings"))
                .extracting(JsonNode::asText)
                .contains(
                        "some pictures of the source have the time of the one before them; they are shown right after it");
    }

    @Test
    void hdr10_is_published_as_it_was_made() {
        Path clip = TestClips.clip()
                .frames(100)
                .hdr10("G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)", "1000,400")
                .write(directory.resolve("hdr10.mkv"));

        String id = reelmill.api().upload(clip, "codec=hevc&preset=ultrafast&crf=24&chunkSeconds=2");
        Path output = output(jobs.completed(id));

        assertThat(Decoded.of(output).numbers()).isEqualTo(Decoded.range(100));
        assertThat(Decoded.light(output)).hasSize(12).isEqualTo(Decoded.light(clip));
        for (String entry : List.of("pix_fmt", "color_range", "color_primaries", "color_transfer", "color_space")) {
            assertThat(Decoded.videoEntry(output, entry)).isEqualTo(Decoded.videoEntry(clip, entry));
        }
    }

    @Test
    void sound_alone_becomes_an_audio_file() {
        Path clip = Streams.soundOnly(directory.resolve("song.flac"), 5);

        JsonNode job = jobs.completed(reelmill.api().upload(clip, FAST));

        assertThat(job.at("/outputs/0/fileName").asText()).endsWith(".m4a");
        assertThat((double) DecodedAudio.sampleCount(output(job), 0) / 48_000).isCloseTo(5, within(0.03));
    }

    @Test
    void a_picture_without_sound_needs_none() {
        Path clip = TestClips.clip().frames(75).write(directory.resolve("silent.mp4"));

        assertThat(Decoded.of(output(jobs.completed(reelmill.api().upload(clip, FAST))))
                        .numbers())
                .isEqualTo(Decoded.range(75));
    }

    private Path output(JsonNode job) {
        return jobs.output(job.get("id").asText(), job.at("/outputs/0/name").asText(), directory);
    }

    /** AVI has no times: its frames follow each other at its rate, whatever a decoder makes of its B-frames. */
    private static List<Double> everyFortieth(int frames) {
        return IntStream.range(0, frames).mapToObj(n -> n * 0.04).toList();
    }

    private static List<Double> seconds(Decoded decoded) {
        return decoded.rebasedTimes().stream().map(r -> r.toDouble()).toList();
    }
}
