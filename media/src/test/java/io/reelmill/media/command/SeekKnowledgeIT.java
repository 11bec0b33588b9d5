package io.reelmill.media.command;

import static io.reelmill.media.command.TestingSettings.x264;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.Similarity;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some decoders learn from the first packets only. H.264 4:4:4 of x264 before build 151 is decoded in another way, and the build
 * stands in the first packet: after a seek the decoder must be told. The source
 * here claims to be of build 142, and what comes out of it is garbage, but always the same.
 */
class SeekKnowledgeIT {

    private static final int CLAIMED_BUILD = 142;

    @TempDir
    Path directory;

    @Test
    void a_decoder_that_is_told_the_build_decodes_as_one_that_read_it() throws Exception {
        Path claimed = claimed();
        Path silent = withoutNote(claimed);
        TestingPlan unaware = TestingPlan.of(silent, 50).unsplit();
        Path read = transcode(claimed, TestingPlan.of(claimed, 50).unsplit(), "read");

        Path told = transcode(silent, unaware.with(withBuild(unaware.track())), "told");
        Path untold = transcode(silent, unaware, "untold");

        assertThat(Similarity.ssim(read, told, 320, 180)).hasSize(75).allMatch(ssim -> ssim > 0.999);
        assertThat(Similarity.ssim(read, untold, 320, 180)).allMatch(ssim -> ssim < 0.95);
    }

    /** As a decoder sees it after a seek: without the first packet's note. */
    private Path withoutNote(Path file) {
        Path silent = directory.resolve("silent.mp4");
        TestingTools.ffmpeg(List.of(
                "-y", "-i", file.toString(), "-c", "copy", "-bsf:v", "filter_units=remove_types=6", silent.toString()));
        return silent;
    }

    private Path transcode(Path file, TestingPlan plan, String name) throws Exception {
        return TestingTranscode.of(file, plan, x264(plan.track()), directory.resolve(name))
                .muxed();
    }

    private Path claimed() throws Exception {
        Path file = TestClips.clip()
                .frames(75)
                .codec("-c:v", "libx264", "-preset", "veryfast", "-g", "25", "-pix_fmt", "yuv444p", "-threads", "1")
                .write(directory.resolve("true.mp4"));
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).containsPattern("x264 - core \\d{3}");
        return Files.writeString(
                directory.resolve("claimed.mp4"),
                bytes.replaceFirst("x264 - core \\d{3}", "x264 - core " + CLAIMED_BUILD),
                StandardCharsets.ISO_8859_1);
    }

    private static VideoTrack withBuild(VideoTrack track) {
        return new VideoTrack(
                track.index(),
                track.codec(),
                track.width(),
                track.height(),
                track.rotation(),
                track.sampleAspectRatio(),
                track.pixelFormat(),
                track.bitDepth(),
                track.color(),
                track.interlaced(),
                track.timeBase(),
                track.frameRate(),
                track.variableFrameRate(),
                track.frames(),
                track.firstPts(),
                track.endPts(),
                CLAIMED_BUILD,
                track.access());
    }
}
