package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sample tables say is what ffmpeg's demuxer shows. */
class Mp4IndexIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    /** A name, a clip, and options of a copy that changes its edit list; none for the clip as it is. */
    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("plain.mp4", clip(), List.of()),
                Arguments.of("b-frames.mp4", b(), List.of()),
                Arguments.of("b-frames.mov", b(), List.of()),
                Arguments.of("index-first.mp4", b().output("-movflags", "+faststart"), List.of()),
                Arguments.of("ntsc.mp4", b().rate(30000, 1001), List.of()),
                Arguments.of("film.mp4", b().rate(24000, 1001), List.of()),
                Arguments.of("odd-time-scale.mp4", b().output("-video_track_timescale", "1000"), List.of()),
                Arguments.of("fine-time-scale.mp4", b().output("-video_track_timescale", "90000"), List.of()),
                Arguments.of("negative-offsets.mp4", b().output("-movflags", "+negative_cts_offsets"), List.of()),
                Arguments.of("no-edit-list.mp4", b().output("-use_editlist", "0"), List.of()),
                Arguments.of("late-picture.mp4", b().audio("eng").output("-output_ts_offset", "1.7"), List.of()),
                Arguments.of("late-sound.mp4", b().audio("eng", 2, 0.35), List.of()),
                Arguments.of("variable.mp4", b().filter("settb=1/1000,setpts='N*40+mod(N,3)*7'"), List.of()),
                Arguments.of("gap.mp4", clip().filter("setpts='PTS+gt(N,40)*3/TB'"), List.of()),
                Arguments.of(
                        "hevc-open-gop.mp4",
                        clip().codec(
                                        "-c:v",
                                        "libx265",
                                        "-preset",
                                        "ultrafast",
                                        "-x265-params",
                                        "keyint=25:bframes=4:open-gop=1:log-level=none",
                                        "-tag:v",
                                        "hvc1"),
                        List.of()),
                Arguments.of(
                        "open-gop.mp4",
                        clip().codec(
                                        "-c:v",
                                        "libx264",
                                        "-preset",
                                        "veryfast",
                                        "-bf",
                                        "3",
                                        "-g",
                                        "20",
                                        "-x264-params",
                                        "open-gop=1"),
                        List.of()),
                Arguments.of("all-intra.mov", clip().codec("-c:v", "prores_ks", "-profile:v", "0"), List.of()),
                Arguments.of("mpeg4.mp4", clip().codec("-c:v", "mpeg4", "-bf", "2", "-g", "12"), List.of()),
                Arguments.of(
                        "av1.mp4",
                        clip().frames(40).codec("-c:v", "libsvtav1", "-preset", "12", "-g", "20"),
                        List.of()),
                Arguments.of("one-frame.mp4", clip().frames(1), List.of()),
                Arguments.of("cut-at-start.mp4", b(), List.of("-ss", "1.3")),
                Arguments.of("cut-in-gop.mp4", b(), List.of("-ss", "0.5", "-t", "2.1")),
                Arguments.of("cut-at-end.mov", b().audio("eng"), List.of("-t", "2.9")),
                Arguments.of(
                        "cut-open-gop.mp4",
                        clip().codec(
                                        "-c:v",
                                        "libx264",
                                        "-preset",
                                        "veryfast",
                                        "-bf",
                                        "3",
                                        "-g",
                                        "20",
                                        "-x264-params",
                                        "open-gop=1"),
                        List.of("-ss", "1.1")),
                Arguments.of("shifted.mp4", b().audio("eng"), List.of("-itsoffset", "2.25")));
    }

    private static TestClips clip() {
        return TestClips.clip();
    }

    private static TestClips b() {
        return clip().codec("-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "25", "-threads", "1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theIndexIsWhatAPassOverThePacketsShows(String name, TestClips clip, List<String> copy) throws Exception {
        Path file = clip.write(directory.resolve(name));
        if (!copy.isEmpty()) {
            file = copied(file, copy);
        }
        FrameIndex passed = passed(file);

        Mp4Track track = track(file).orElseThrow();

        assertThat(track.index().pts()).containsExactly(passed.pts());
        assertThat(track.index().keyframes()).containsExactly(passed.keyframes());
        assertThat(track.index().endPts()).isEqualTo(passed.endPts());
        assertThat(track.present().pts()).containsExactly(passed.pts());
        assertThat(track.promisedBytes()).isLessThanOrEqualTo(Files.size(file));
        assertThat(track.firstDecoded(20)).containsExactly(firstPackets(file, 20));
    }

    @Test
    void readsOnlyTheIndex() throws Exception {
        Path file = b().frames(500)
                .size(640, 360)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-crf", "5")
                .write(directory.resolve("large.mp4"));
        FileRangeReader reader = new FileRangeReader(file);

        Optional<Mp4Index> index = Mp4Index.read(reader);

        assertThat(index).isPresent();
        assertThat(reader.bytesRead()).isLessThan(Files.size(file) / 20);
    }

    @Test
    void fragmentsAreLeftToThePass() throws Exception {
        Path file = clip().output("-movflags", "+frag_keyframe+empty_moov").write(directory.resolve("fragments.mp4"));

        assertThat(Mp4Index.read(new FileRangeReader(file))).isEmpty();
    }

    @Test
    void countsWhatIsThereWhenTheFileIsCutOff() throws Exception {
        Path file = b().output("-movflags", "+faststart").write(directory.resolve("cut.mp4"));
        long whole = Files.size(file);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(whole / 2);
        }

        Mp4Track track = track(file).orElseThrow();

        assertThat(track.promisedBytes()).isEqualTo(whole);
        assertThat(track.index().frames()).isEqualTo(100);
        assertThat(track.present().frames()).isBetween(20, 80);
        assertThat(track.present().pts())
                .isEqualTo(java.util.Arrays.copyOf(
                        track.index().pts(), track.present().frames()));
    }

    @Test
    void anotherFileHasNoIndex() throws Exception {
        Path file = Files.write(directory.resolve("text.mp4"), "this is no film at all, only words".getBytes());

        assertThat(Mp4Index.read(new FileRangeReader(file))).isEmpty();
    }

    private Path copied(Path file, List<String> options) {
        Path copy = file.resolveSibling("copy-" + file.getFileName());
        List<String> arguments = new ArrayList<>(List.of("-y"));
        arguments.addAll(options);
        arguments.addAll(List.of("-i", file.toString(), "-map", "0", "-c", "copy", copy.toString()));
        TestingTools.ffmpeg(arguments);
        return copy;
    }

    private Optional<Mp4Track> track(Path file) throws IOException, InterruptedException, ProbeException {
        ProbedFile probed = new MediaProbe(prober(file), LIMIT).file();
        return Mp4Index.read(new FileRangeReader(file))
                .flatMap(index -> index.track(probed.video().orElseThrow().id()));
    }

    private FrameIndex passed(Path file) throws ProbeException, InterruptedException {
        int stream =
                new MediaProbe(prober(file), LIMIT).file().video().orElseThrow().index();
        return PacketIndex.read(prober(file), stream, LIMIT).orElseThrow();
    }

    private long[] firstPackets(Path file, int count) throws ProbeException, InterruptedException {
        MediaProbe probe = new MediaProbe(prober(file), LIMIT);
        return probe.firstFrames(probe.file().video().orElseThrow().index(), 60).packetPts().stream()
                .limit(count)
                .mapToLong(Long::longValue)
                .toArray();
    }

    private Prober prober(Path file) {
        return new Prober(TestingTools.TOOLS, file.toString(), file.toFile().length(), directory);
    }
}
