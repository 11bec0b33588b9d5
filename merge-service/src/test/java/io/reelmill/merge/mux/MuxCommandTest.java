package io.reelmill.merge.mux;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.SubtitleTrack;
import io.reelmill.merge.join.TestingChunks;
import io.reelmill.merge.mp4.Presentation;
import io.reelmill.merge.mp4.TrackFacts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MuxCommandTest {

    private static final Rational ZERO = new Rational(0, 1);

    private static AudioInput audio(String language, String title, Rational offset, int rate) {
        AudioTrack track = new AudioTrack(1, "aac", 2, "stereo", rate, language, title, true, offset, 1);
        return new AudioInput(track, null, Path.of("/scratch/audio"), new TrackFacts(rate, rate + 1024, 48, 1024));
    }

    private static String command(MuxPlan plan) {
        return String.join(" ", MuxCommand.of(plan));
    }

    @Test
    void a_picture_alone_takes_nothing_from_the_source() {
        MuxPlan plan = new MuxPlan(TestingChunks.joined(), List.of(), List.of(), null, ZERO, Path.of("/scratch/out"));
        assertThat(command(plan))
                .contains("-map 0:v:0 -map_metadata -1 -map_chapters -1")
                .contains("-video_track_timescale 1000")
                .contains("-movie_timescale 48000")
                .endsWith("-f mp4 /scratch/out");
    }

    @Test
    void sound_alone_is_an_m4a_whose_edit_lists_count_in_its_samples() {
        MuxPlan plan = new MuxPlan(
                null, List.of(audio("eng", null, ZERO, 44_100)), List.of(), null, ZERO, Path.of("/scratch/out"));
        assertThat(command(plan))
                .contains("-map 0:a:0")
                .contains("-movie_timescale 44100")
                .doesNotContain("video_track_timescale")
                .endsWith("-f ipod /scratch/out");
    }

    @Test
    void tracks_have_their_names_and_extras_their_offset() {
        MuxPlan plan = new MuxPlan(
                TestingChunks.joined(),
                List.of(audio("deu", "Kommentar zum Film", ZERO, 48_000), audio(null, null, ZERO, 48_000)),
                List.of(new SubtitleTrack(4, "subrip", "fra", null, false, true)),
                "http://store/source",
                new Rational(-1, 2),
                Path.of("/scratch/out"));
        assertThat(MuxCommand.of(plan))
                .containsSequence("-map", "0:v:0")
                .containsSequence("-map", "1:a:0")
                .containsSequence("-map", "2:a:0")
                .containsSequence("-map", "3:4")
                .containsSequence("-map_metadata", "3")
                .containsSequence("-itsoffset", "-0.500000")
                .containsSequence("-metadata:s:a:0", "language=deu")
                .containsSequence("-metadata:s:a:0", "handler_name=Kommentar zum Film")
                .containsSequence("-metadata:s:a:1", "language=und")
                .containsSequence("-metadata:s:s:0", "language=fra")
                .containsSequence("-disposition:s:0", "forced");
    }

    @Test
    void sound_that_begins_first_makes_the_picture_wait() {
        MuxPlan plan = new MuxPlan(
                TestingChunks.joined(),
                List.of(audio(null, null, new Rational(-1, 4), 48_000)),
                List.of(),
                null,
                ZERO,
                Path.of("/scratch/out"));
        assertThat(plan.presentations())
                .satisfiesExactly(
                        video -> {
                            assertThat(video.start().toDouble()).isEqualTo(0.25);
                            assertThat(video.ticks()).isEqualTo(480);
                        },
                        sound -> {
                            assertThat(sound.start().num()).isZero();
                            assertThat(sound)
                                    .extracting(Presentation::mediaTime, Presentation::ticks)
                                    .containsExactly(1024L, 48_000L);
                        });
    }
}
