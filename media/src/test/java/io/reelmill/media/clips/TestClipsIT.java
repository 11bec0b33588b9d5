package io.reelmill.media.clips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ruler is measured first: what is drawn is read back, and damage is seen. */
class TestClipsIT {

    @TempDir
    Path directory;

    @Test
    void numbers_times_and_beeps_survive_lossy_coding() {
        TestClips clips = new TestClips(directory);
        Path clip = clips.clip("a.mp4")
                .frames(75)
                .video("-c:v", "libx264", "-crf", "35")
                .tone()
                .soundDelay(0.5)
                .make();

        assertThat(clips.numbers(clip)).isEqualTo(IntStream.range(0, 75).boxed().toList());
        assertThat(clips.frames(clip).get(50).seconds()).isCloseTo(2.0, within(0.0001));
        List<Double> onsets = clips.tone(clip).onsets();
        assertThat(onsets).hasSize(3);
        assertThat(onsets.get(0)).isCloseTo(0.5, within(0.002));
        assertThat(onsets.get(2)).isCloseTo(2.5, within(0.002));
    }

    @Test
    void a_turned_picture_and_a_gray_one_spell_no_number() {
        TestClips clips = new TestClips(directory);
        Path turned = clips.clip("turned.mp4").frames(20).filter("transpose=1").make();
        Path gray = clips.clip("gray.mp4").frames(20).filter("lutyuv=y=125").make();

        assertThat(clips.numbers(turned)).containsOnly(FramePattern.UNREADABLE);
        assertThat(clips.numbers(gray)).containsOnly(FramePattern.UNREADABLE);
    }

    @Test
    void similarity_tells_a_shift_of_one_frame() {
        TestClips clips = new TestClips(directory);
        Path clip = clips.clip("a.mp4").frames(50).make();
        Path shifted = clips.clip("shifted.mp4")
                .frames(51)
                .filter("trim=start_frame=1,setpts=N")
                .make();

        assertThat(clips.ssim(clip, clip)).isEqualTo(1);
        assertThat(clips.ssim(clip, shifted)).isLessThan(0.9);
    }
}
