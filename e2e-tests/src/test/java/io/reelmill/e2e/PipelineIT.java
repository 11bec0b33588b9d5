package io.reelmill.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.media.Decoded;
import io.reelmill.media.DecodedAudio;
import io.reelmill.media.TestClips;
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
        if (source.frames() > 50) {
            // AVI has no times to measure the source by; MP3's own delay is heard in it.
            boolean untimed = source.file().endsWith(".avi");
            // What ffmpeg shows of a film that only its first picture turns is no measure either.
            boolean turned = source.file().equals("turned-by-sei.mp4");
            double offset = untimed || turned ? 0 : DecodedAudio.offset(clip, 0);
            assertThat(DecodedAudio.offset(output, 0)).isCloseTo(offset, within(untimed ? 0.06 : 0.012));
        }
    }

    @Test
    void long_material_is_split_and_every_chunk_is_a_task() {
        Path clip = TestClips.clip().frames(500).write(directory.resolve("long.mp4"));

        String id = reelmill.api().upload(clip, FAST);
        JsonNode job = jobs.completed(id);

        assertThat(jobs.attempts(id, "chunk-")).hasSize(10);
        assertThat(job.at("/renditions/0/chunksDone").asInt()).isEqualTo(10);
        assertThat(job.get("percent").asDouble()).isEqualTo(100);
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

        for (String name : List.of("360p", "180p")) {
            assertThat(Decoded.of(jobs.output(id, name, directory)).numbers()).isEqualTo(Decoded.range(120));
        }
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
