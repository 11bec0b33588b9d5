package io.reelmill.chunker;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.media.Damage;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.probe.DecodedFrames;
import io.reelmill.media.probe.Prober;
import io.reelmill.media.tool.MediaTools;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that cannot be read at random: read once, decoded as a whole only where their packets may not name their frames. */
class CopiedSourceIT {

    private static final String[] H264 = {
        "-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "25", "-pix_fmt", "yuv420p"
    };
    private static final String[] MPEG2 = {"-c:v", "mpeg2video", "-bf", "2", "-q:v", "3", "-g", "25"};

    /** Five questions about the head, for each of which ffprobe reads five megabytes, and the packets it is asked about. */
    private static final long HEADS = 30_000_000;

    @TempDir
    Path directory;

    private TestingPlanner planner;
    private Path questions;

    /** With an ffprobe that notes what it is asked. */
    @BeforeEach
    void open() throws IOException {
        MediaTools tools = TestingTools.TOOLS;
        questions = Files.createFile(directory.resolve("questions.log"));
        Path noting = directory.resolve("ffprobe");
        Files.writeString(
                noting, "#!/bin/sh\necho \"$@\" >> %s\nexec %s \"$@\"\n".formatted(questions, tools.ffprobe()));
        assertThat(noting.toFile().setExecutable(true)).isTrue();
        MediaTools asked = new MediaTools(tools.ffmpeg(), noting, tools.environment(), tools.version());
        planner = new TestingPlanner(
                directory,
                Map.of(),
                TestingPlanner.store(LocalServers.shared(Server.S3).endpoints()),
                asked);
    }

    static Stream<Arguments> plain() {
        return Stream.of(
                Arguments.of("bframes.ts", H264),
                Arguments.of("mpeg2.ts", MPEG2),
                Arguments.of("program.mpg", MPEG2),
                Arguments.of("flash.flv", H264));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plain")
    void progressiveSourcesWithoutDamageAreNotDecodedAsAWhole(String name, String[] codec) throws Exception {
        JobPlan plan = planner.plan(TestClips.clip().frames(260).codec(codec).write(directory.resolve(name)));

        assertThat(decodedAsAWhole()).isFalse();
        assertThat(plan.facts().video().frames()).isEqualTo(260);
        planIsWhatDecodes(plan);
    }

    @Test
    void aSourceWithDamageIsDecoded() throws Exception {
        Path file = TestClips.clip().frames(260).codec(H264).write(directory.resolve("damaged.ts"));
        Damage.middle(file, 2_000);

        JobPlan plan = planner.plan(file);

        assertThat(decodedAsAWhole()).isTrue();
        assertThat(plan.facts().video().frames()).isBetween(230L, 260L);
        planIsWhatDecodes(plan);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {1, 2, 3, 5, 9})
    void aRecordingThatEndsInAPictureIsPlannedAsItDecodes(int packets) throws Exception {
        Path file = TestClips.clip().size(640, 360).frames(120).codec(H264).write(directory.resolve("cut.ts"));
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(out.length() / 2 / 188 * 188 + packets * 188L);
        }

        planIsWhatDecodes(planner.plan(file));
    }

    @Test
    void fieldsAreDecodedSinceTheyMayComeInPacketsOfTheirOwn() throws Exception {
        Path file = TestClips.clip()
                .interlaced()
                .frames(130)
                .codec(
                        "-c:v",
                        "libx264",
                        "-preset",
                        "veryfast",
                        "-g",
                        "25",
                        "-flags",
                        "+ildct+ilme",
                        "-x264-params",
                        "tff=1")
                .output("-pix_fmt", "yuv420p")
                .write(directory.resolve("fields.ts"));

        JobPlan plan = planner.plan(file);

        assertThat(decodedAsAWhole()).isTrue();
        assertThat(plan.facts().video().frames()).isEqualTo(130);
        assertThat(plan.facts().video().interlaced()).isTrue();
        planIsWhatDecodes(plan);
    }

    static Stream<Arguments> large() {
        return Stream.of(
                Arguments.of("large.ts", large("-bf", "0")),
                Arguments.of("large.avi", new String[] {"-c:v", "mpeg4", "-bf", "2", "-q:v", "1"}),
                Arguments.of("counted.avi", large("-bf", "3", "-x264-params", "b-pyramid=normal:b-adapt=0")),
                Arguments.of("raw.h264", large("-bf", "3", "-x264-params", "b-adapt=0")));
    }

    private static String[] large(String... more) {
        List<String> options = new ArrayList<>(
                List.of("-c:v", "libx264", "-preset", "ultrafast", "-crf", "1", "-g", "100", "-pix_fmt", "yuv420p"));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("large")
    void theSourceIsReadOnceBesideItsHead(String name, String[] codec) throws Exception {
        Path file = TestClips.clip()
                .filter("noise=alls=60:allf=t")
                .frames(640)
                .codec(codec)
                .write(directory.resolve(name));
        long size = Files.size(file);
        assertThat(size).isGreaterThan(HEADS);

        JobPlan plan = planner.plan(file);

        assertThat(plan.facts().video().frames()).isEqualTo(640);
        assertThat(plan.bytesRead()).isBetween(size, size + HEADS);
    }

    private boolean decodedAsAWhole() throws IOException {
        return Files.readString(questions).contains("frame=pts,best_effort_timestamp,duration");
    }

    /** Every frame of the copy decodes at the time by which the plan names it. */
    private void planIsWhatDecodes(JobPlan plan) throws Exception {
        VideoTrack track = plan.facts().video();
        assertThat(track.access()).isEqualTo(Access.RANDOM);
        Path copy = directory.resolve("copy.mov");
        planner.store.download(plan.media(), copy);
        Prober prober = new Prober(
                TestingTools.TOOLS, copy.toString(), Files.size(copy), Files.createTempDirectory(directory, "notes"));
        DecodedFrames decoded = DecodedFrames.read(prober, track.index(), 1, Duration.ofMinutes(1));
        assertThat(decoded.named()).isTrue();
        assertThat(track.frames()).isEqualTo(decoded.times().length);
        for (Chunk chunk : plan.chunks()) {
            assertThat(chunk.startPts()).isEqualTo(decoded.times()[(int) chunk.firstFrame()]);
            for (Chunk.Cut cut : chunk.cuts()) {
                assertThat(cut.pts()).isEqualTo(decoded.times()[(int) cut.frame()]);
            }
        }
        List<Chunk> chunks = plan.chunks();
        assertThat(chunks.get(chunks.size() - 1).endPts()).isGreaterThan(decoded.times()[decoded.times().length - 1]);
    }
}
