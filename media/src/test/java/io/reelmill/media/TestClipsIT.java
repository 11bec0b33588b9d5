package io.reelmill.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixture itself: what it says of a clip is so. */
class TestClipsIT {

    @TempDir
    Path directory;

    @Test
    void every_frame_carries_its_number_and_its_time() {
        Path clip = TestClips.clip().frames(60).write(directory.resolve("plain.mp4"));

        Decoded decoded = Decoded.of(clip);

        assertThat(decoded.numbers()).isEqualTo(Decoded.range(60));
        assertThat(decoded.flashes()).containsExactly(5, 30, 55);
        assertThat(decoded.times()).hasSize(60);
        assertThat(decoded.flashTimes()).containsExactly(0.2, 1.2, 2.2);
    }

    @Test
    void a_missing_frame_shows() {
        Path clip = TestClips.clip().frames(30).filter("select='not(eq(n,17))'").write(directory.resolve("gap.mp4"));

        assertThat(Decoded.of(clip).numbers()).hasSize(29).doesNotContain(17).doesNotContain(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void a_turned_clip_is_upright_when_played(int rotation) {
        Path clip =
                TestClips.clip().size(180, 320).rotation(rotation).frames(10).write(directory.resolve("turned.mp4"));

        assertThat(Decoded.of(clip).numbers()).isEqualTo(Decoded.range(10));
        assertThat(Decoded.of(clip, List.of("-noautorotate")).numbers())
                .contains(-1)
                .isNotEqualTo(Decoded.range(10));
    }

    @Test
    void fields_of_one_frame_carry_the_same_number() {
        Path clip = TestClips.clip()
                .interlaced()
                .frames(20)
                .codec("-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-b:v", "3M")
                .write(directory.resolve("fields.ts"));

        assertThat(Decoded.of(clip).numbers()).isEqualTo(Decoded.range(20));
        assertThat(Decoded.videoEntry(clip, "field_order")).isIn("tt", "tb");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, -0.1})
    void flash_and_beep_are_as_far_apart_as_told(double offset) {
        Path clip = TestClips.clip().frames(80).audio("eng", 2, offset).write(directory.resolve("sync.mkv"));

        assertThat(DecodedAudio.offset(clip, 0)).isCloseTo(offset, within(0.005));
    }

    @Test
    void pictures_are_like_themselves_and_unlike_others() {
        Path clip = TestClips.clip().frames(10).write(directory.resolve("a.mp4"));
        Path grey = directory.resolve("grey.mp4");
        TestingTools.ffmpeg(
                List.of("-y", "-f", "lavfi", "-i", "color=gray:s=320x180:r=25", "-frames:v", "10", grey.toString()));

        assertThat(Similarity.ssim(clip, clip, 320, 180)).hasSize(10).allMatch(ssim -> ssim > 0.999);
        assertThat(Similarity.ssim(clip, grey, 320, 180)).hasSize(10).allMatch(ssim -> ssim < 0.8);
    }

    @Test
    void tracks_chapters_and_captions_are_there() {
        Path clip = TestClips.clip()
                .audio("eng")
                .audio("deu", 6, 0)
                .subtitles("fra", "srt")
                .chapters(2)
                .title("A clip")
                .write(directory.resolve("full.mkv"));

        String probe = TestingTools.ffprobe(List.of(
                "-show_entries",
                "stream=codec_type,channels:stream_tags=language:format_tags=title",
                "-show_chapters",
                "-of",
                "flat",
                clip.toString()));

        assertThat(probe).contains("\"deu\"", "\"fra\"", "channels=6", "\"A clip\"", "\"Chapter 2\"");
        assertThat(DecodedAudio.sampleCount(clip, 0)).isCloseTo(4 * 48_000, within(2 * 1024L));
    }
}
