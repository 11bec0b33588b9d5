package io.reelmill.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.reelmill.common.job.FailureCode;
import io.reelmill.common.job.Outcome;
import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.JobPlan;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.common.spec.Source;
import io.reelmill.media.CuttingServer;
import io.reelmill.media.Damage;
import io.reelmill.media.Decoded;
import io.reelmill.media.TestClips;
import io.reelmill.media.TestingTools;
import io.reelmill.media.command.PackedAvi;
import io.reelmill.messaging.worker.TaskContext;
import io.reelmill.messaging.worker.TaskFailure;
import io.reelmill.stack.LocalServers;
import io.reelmill.stack.server.Server;
import io.reelmill.storage.ObjectStore;
import java.io.RandomAccessFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Real media through a real store: what is planned, and what is refused. */
class PlanIT {

    @TempDir
    Path directory;

    private TestingPlanner planner;

    @BeforeEach
    void open() {
        planner = new TestingPlanner(directory, Map.of());
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of("index.mp4", clip(), Access.RANDOM, true),
                Arguments.of(
                        "fragments.mp4", clip().output("-movflags", "+frag_keyframe+empty_moov"), Access.RANDOM, true),
                Arguments.of("matroska.mkv", clip(), Access.RANDOM, true),
                Arguments.of(
                        "hidden.webm",
                        clip().codec(
                                        "-c:v",
                                        "libvpx",
                                        "-auto-alt-ref",
                                        "1",
                                        "-lag-in-frames",
                                        "25",
                                        "-b:v",
                                        "500k",
                                        "-deadline",
                                        "realtime")
                                .audioCodec("-c:a", "libopus"),
                        Access.RANDOM,
                        true),
                Arguments.of(
                        "vp9.webm",
                        clip().codec("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "500k")
                                .audioCodec("-c:a", "libopus"),
                        Access.RANDOM,
                        true),
                Arguments.of("stream.ts", clip(), Access.RANDOM, false),
                Arguments.of(
                        "program.mpg",
                        clip().codec("-c:v", "mpeg2video", "-bf", "2").audioCodec("-c:a", "mp2"),
                        Access.RANDOM,
                        false),
                Arguments.of(
                        "windows.wmv", clip().codec("-c:v", "wmv2").audioCodec("-c:a", "wmav2"), Access.RANDOM, false),
                Arguments.of(
                        "flash.flv",
                        clip().codec("-c:v", "flv1").audioCodec("-c:a", "mp3", "-ar", "44100"),
                        Access.RANDOM,
                        false),
                Arguments.of(
                        "old.avi",
                        clip().codec("-c:v", "mpeg4", "-bf", "2").audioCodec("-c:a", "mp3"),
                        Access.RANDOM,
                        false),
                Arguments.of(
                        "odd.avi",
                        clip().codec("-c:v", "libx264", "-bf", "3", "-preset", "veryfast")
                                .audioCodec("-c:a", "mp3"),
                        Access.SEQUENTIAL,
                        true),
                Arguments.of(
                        "raw.h264",
                        clip().codec("-c:v", "libx264", "-bf", "3", "-preset", "veryfast"),
                        Access.SEQUENTIAL,
                        true));
    }

    private static TestClips clip() {
        return TestClips.clip().frames(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void everyFrameIsInExactlyOneChunk(String name, TestClips clip, Access access, boolean itself) throws Exception {
        Path file = name.endsWith(".h264")
                ? clip.write(directory.resolve(name))
                : clip.audio("eng").write(directory.resolve(name));

        JobPlan plan = planner.plan(file);

        VideoTrack track = plan.facts().video();
        assertThat(track.frames()).isEqualTo(200);
        if (name.equals("fragments.mp4")) {
            // Its first frame is shown longer, by the priming of the sound.
            assertThat(track.frameRate().toDouble()).isCloseTo(25, within(0.1));
        } else {
            assertThat(track.frameRate()).isEqualTo(new Rational(25, 1));
        }
        assertThat(track.access()).isEqualTo(access);
        assertThat(plan.media().equals(plan.source())).isEqualTo(itself);
        assertThat(plan.chunks().stream().mapToLong(chunk -> chunk.frames()).sum())
                .isEqualTo(200);
        assertThat(plan.chunks().get(0).startPts()).isEqualTo(track.firstPts());
        assertThat(plan.facts().audio()).hasSize(name.endsWith(".h264") ? 0 : 1);
        plan.facts().audio().forEach(sound -> assertThat(Math.abs(sound.offset().toDouble()))
                .isLessThan(0.13));
        assertThat(planner.store.stat(plan.media())).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "tff.ts, libx264, , tff=1",
        "bff.ts, libx264, fieldorder=bff, bff=1",
        "mpeg2.ts, mpeg2video, , ",
        "fields.mkv, libx264, , tff=1"
    })
    void whatIsMadeOfFieldsIsDeinterlacedByItself(String name, String encoder, String filter, String options)
            throws Exception {
        List<String> codec =
                new ArrayList<>(List.of("-c:v", encoder, "-flags", "+ildct+ilme", "-g", "25", "-b:v", "2M"));
        if (options != null) {
            codec.addAll(List.of("-x264-params", options));
        }
        TestClips clip = TestClips.clip().interlaced().frames(60).codec(codec.toArray(String[]::new));
        if (filter != null) {
            clip.filter(filter);
        }
        JobPlan plan = planner.plan(clip.filter("format=yuv420p").write(directory.resolve(name)));

        assertThat(plan.facts().video().frames()).isEqualTo(60);
        assertThat(plan.facts().video().interlaced()).isTrue();
        assertThat(plan.renditions().get(0).video().deinterlace()).isTrue();
    }

    @Test
    void picturesThatShareAPacketAreTwo() throws Exception {
        JobPlan plan = planner.plan(PackedAvi.write(directory.resolve("packed.avi"), 80));

        assertThat(plan.facts().video().frames()).isEqualTo(80);
        assertThat(plan.chunks().stream().mapToLong(Chunk::frames).sum()).isEqualTo(80);
    }

    @Test
    void framesThatShareATimeAreAllThereAndThatIsTold() throws Exception {
        JobPlan plan =
                planner.plan(TestClips.clip().frames(80).repeatedTimes().write(directory.resolve("repeats.mkv")));

        assertThat(plan.facts().video().frames()).isEqualTo(80);
        assertThat(plan.chunks().stream().mapToLong(Chunk::frames).sum()).isEqualTo(80);
        assertThat(plan.warnings())
                .containsExactly(
                        "some pictures of the source have the time of the one before them; they are shown right after it");
    }

    static Stream<Arguments> keyframes() {
        return Stream.of(
                Arguments.of("whole.mp4", "keyint=90:scenecut=0", 180L),
                Arguments.of("whole.mkv", "keyint=90:scenecut=0", 180L),
                Arguments.of("open.mp4", "keyint=90:scenecut=0:open-gop=1", 180L),
                Arguments.of("refreshed.mp4", "keyint=90:intra-refresh=1", 90L),
                Arguments.of("refreshed.mkv", "keyint=90:intra-refresh=1:bframes=0", 90L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyframes")
    void decodingStartsAtTheNearestKeyframeOnlyWhereKeyframesAreWholePictures(String name, String options, long frame)
            throws Exception {
        Path file = TestClips.clip()
                .frames(300)
                .codec("-c:v", "libx264", "-preset", "veryfast", "-g", "90", "-x264-params", options)
                .write(directory.resolve(name));

        JobPlan plan = planner.plan(file);

        Chunk third = plan.chunks().get(2);
        VideoTrack track = plan.facts().video();
        double seconds =
                track.timeBase().times(third.seekPts() - track.firstPts()).toDouble();
        assertThat(third.firstFrame()).isEqualTo(200);
        assertThat(seconds * 25).isCloseTo(frame, within(0.1));
    }

    @Test
    void anIndexedFileIsPlannedFromAFractionOfItsBytes() throws Exception {
        Path file = TestClips.clip()
                .frames(1500)
                .size(640, 360)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-crf", "1")
                .audio("eng")
                .write(directory.resolve("large.mp4"));

        JobPlan plan = planner.plan(file);

        assertThat(plan.facts().video().frames()).isEqualTo(1500);
        assertThat(plan.bytesRead()).isLessThan(Files.size(file) / 4);
    }

    @Test
    void factsComeFromTheFile() throws Exception {
        Path file = TestClips.clip()
                .frames(60)
                .rotation(90)
                .audio("deu", 6, 0)
                .audio("eng", 2, 0.5)
                .subtitles("fra", "mov_text")
                .chapters(3)
                .title("A title")
                .write(directory.resolve("facts.mp4"));

        JobPlan plan = planner.plan(file);

        assertThat(plan.facts().video().rotation()).isEqualTo(90);
        assertThat(plan.facts().audio()).extracting("language").containsExactly("deu", "eng");
        assertThat(plan.facts().audio().get(0).channels()).isEqualTo(6);
        assertThat(plan.facts().audio().get(1).offset().toDouble()).isBetween(0.45, 0.55);
        assertThat(plan.facts().subtitles()).extracting("language").containsExactly("fra");
        assertThat(plan.facts().chapters()).isEqualTo(3);
        assertThat(plan.facts().title()).isEqualTo("A title");
        assertThat(plan.renditions().get(0).audioTasks()).containsExactly("audio-0", "audio-1");
    }

    @Test
    void lightIsReadFromTheFirstPicture() throws Exception {
        String display = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)";
        Path file = TestClips.clip().frames(30).hdr10(display, "1000,400").write(directory.resolve("hdr10.mp4"));

        assertThat(planner.plan(file).facts().video().color())
                .isEqualTo(new ColorFacts("tv", "bt2020", "smpte2084", "bt2020nc", display, "1000,400"));
    }

    @Test
    void lightOfAV1IsReadFromItsFirstPacket() throws Exception {
        Path file = TestClips.clip()
                .frames(30)
                .codec(
                        "-c:v",
                        "libsvtav1",
                        "-preset",
                        "12",
                        "-pix_fmt",
                        "yuv420p10le",
                        "-svtav1-params",
                        "mastering-display=G(0.265,0.69)B(0.15,0.06)R(0.68,0.32)WP(0.3127,0.329)L(1000,0.005)"
                                + ":content-light=1000,400")
                .write(directory.resolve("hdr10.mkv"));

        ColorFacts color = planner.plan(file).facts().video().color();

        assertThat(color.masteringDisplay())
                .isEqualTo("G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)");
        assertThat(color.contentLight()).isEqualTo("1000,400");
    }

    @Test
    void aTurnThatOnlyThePictureItselfTellsIsTold() throws Exception {
        Path file = TestClips.clip()
                .frames(30)
                .output("-bsf:v", "h264_metadata=display_orientation=insert:rotate=-90")
                .write(directory.resolve("turned.mp4"));

        JobPlan plan = planner.plan(file);

        assertThat(plan.facts().video().rotation()).isZero();
        assertThat(plan.warnings()).singleElement().asString().contains("turned by 90 degrees");
    }

    @Test
    void aCopyKeepsWhereTheSourceHasItsFirstPicture() throws Exception {
        Path file = TestClips.clip().frames(60).output("-output_ts_offset", "3").write(directory.resolve("late.ts"));

        JobPlan plan = planner.plan(file);

        assertThat(plan.media()).isNotEqualTo(plan.source());
        assertThat(plan.facts().pictureStart().toDouble())
                .isEqualTo(Double.parseDouble(Decoded.videoEntry(file, "start_time")))
                .isGreaterThan(3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "yuv422p10le, ffv1, a.mkv, 10",
        "yuv444p12le, ffv1, a.mkv, 12",
        "gray, ffv1, a.mkv, 8",
        "gray10le, ffv1, a.mkv, 10",
        "bgra, ffv1, a.mkv, 8",
        "gbrp10le, ffv1, a.mkv, 10",
        "yuvj420p, mjpeg, a.mov, 8",
        "yuv422p10le, prores_ks, a.mov, 10",
        "rgb48be, png, a.mov, 16",
        "pal8, png, a.mov, 8"
    })
    void everyFormatOfPixelsIsPlannedAsWhatItHolds(String format, String encoder, String name, int bits)
            throws Exception {
        Path file = directory.resolve(name);
        TestingTools.ffmpeg(List.of(
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=64x48:r=25:d=1,format=" + format,
                "-c:v",
                encoder,
                "-pix_fmt",
                format,
                file.toString()));

        VideoTrack track = planner.plan(file).facts().video();

        assertThat(track.pixelFormat()).isEqualTo(format);
        assertThat(track.bitDepth()).isEqualTo(bits);
        assertThat(track.frames()).isEqualTo(25);
    }

    @Test
    void aPictureOfAnUnknownCodecIsRefusedByItsName() throws Exception {
        Path file = TestClips.clip().frames(30).write(directory.resolve("unknown.mp4"));
        byte[] bytes = Files.readAllBytes(file);
        int entry = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("avc1");
        System.arraycopy("zzzz".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, entry, 4);
        Files.write(file, bytes);

        TaskFailure failure = refused(file);

        assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED_CODEC);
        assertThat(failure).hasMessageContaining("zzzz");
    }

    @Test
    void aPictureOfWhichNothingDecodesIsRefused() throws Exception {
        Path file = TestClips.clip().frames(30).write(directory.resolve("hollow.mp4"));
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        Arrays.fill(bytes, text.indexOf("mdat") + 4, text.lastIndexOf("moov") - 4, (byte) 0xaa);
        Files.write(file, bytes);

        TaskFailure failure = refused(file);

        assertThat(failure.code()).isEqualTo(FailureCode.UNSUPPORTED_CODEC);
        assertThat(failure).hasMessageContaining("h264");
    }

    @Test
    void soundAloneHasNoChunks() throws Exception {
        Path file = directory.resolve("sound.m4a");
        TestingTools.ffmpeg(List.of("-y", "-f", "lavfi", "-i", "sine=d=3", "-c:a", "aac", file.toString()));

        JobPlan plan = planner.plan(file);

        assertThat(plan.chunks()).isEmpty();
        assertThat(plan.facts().video()).isNull();
        assertThat(plan.renditions().get(0).video()).isNull();
        assertThat(plan.tasks()).hasSize(1);
    }

    static Stream<Arguments> bad() {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        return Stream.of(
                Arguments.of("empty.mp4", new byte[0], FailureCode.NOT_MEDIA, "empty"),
                Arguments.of("text.mp4", "only words\n".getBytes(), FailureCode.NOT_MEDIA, "text (11 bytes)"),
                Arguments.of("random.mkv", random, FailureCode.NOT_MEDIA, "100000 bytes"),
                Arguments.of(
                        "list.mp4",
                        "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".getBytes(),
                        FailureCode.NOT_MEDIA,
                        "playlist"),
                Arguments.of(
                        "list.mp4",
                        "ffconcat version 1.0\nfile /etc/passwd\n".getBytes(),
                        FailureCode.NOT_MEDIA,
                        "playlist"),
                Arguments.of(
                        "m.mp4", "<?xml version=\"1.0\"?>\n<MPD></MPD>".getBytes(), FailureCode.NOT_MEDIA, "playlist"));
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("bad")
    void whatIsNoMediaIsRefusedWithASentence(String name, byte[] bytes, FailureCode code, String words)
            throws Exception {
        TaskFailure failure = refused(Files.write(directory.resolve(name), bytes));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.outcome()).isEqualTo(Outcome.BAD_MEDIA);
        assertThat(failure).hasMessageContaining(words);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"cut.mp4", "cut.mkv", "cut.avi"})
    void aFileThatEndsEarlyIsRefusedWithBothNumbers(String name) throws Exception {
        Path file = cut(name);

        TaskFailure failure = refused(file);

        assertThat(failure.code()).isEqualTo(FailureCode.TRUNCATED);
        assertThat(failure).hasMessageContaining(String.valueOf(Files.size(file)));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"cut.mp4", "cut.mkv", "cut.avi"})
    void aFileThatEndsEarlyIsPlannedAsFarAsItGoesWhereThatIsAllowed(String name) throws Exception {
        JobPlan plan = planner.allowingPartial().plan(cut(name));

        assertThat(plan.facts().video().frames()).isBetween(20L, 99L);
        assertThat(plan.warnings()).anyMatch(warning -> warning.contains("cut off"));
    }

    @Test
    void framesThatAreLostInTheMiddleAreTold() throws Exception {
        Path file = TestClips.clip().frames(300).write(directory.resolve("damaged.mkv"));
        Damage.middle(file, 2_000);

        JobPlan plan = planner.plan(file);

        long frames = plan.facts().video().frames();
        assertThat(frames).isBetween(250L, 299L);
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("damaged", frames + " frames are there", "makes 300");
    }

    private Path cut(String name) throws Exception {
        List<String> options = new ArrayList<>();
        if (name.endsWith("mp4")) {
            options.addAll(List.of("-movflags", "+faststart"));
        }
        Path file = TestClips.clip().output(options.toArray(String[]::new)).write(directory.resolve(name));
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(out.length() / 2);
        }
        return file;
    }

    @Test
    void limitsAreKept() throws Exception {
        Path file = TestClips.clip().write(directory.resolve("clip.mp4"));

        assertThat(refused(file, "reelmill.chunker.limits.bytes", "1K").code()).isEqualTo(FailureCode.TOO_LARGE);
        assertThat(refused(file, "reelmill.chunker.limits.duration", "2s").code())
                .isEqualTo(FailureCode.TOO_LONG);
        assertThat(refused(file, "reelmill.chunker.limits.pixels", "1000").code())
                .isEqualTo(FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void aFileOfSubtitlesHasNeitherPictureNorSound() throws Exception {
        Path text = Files.writeString(directory.resolve("s.srt"), "1\n00:00:00,000 --> 00:00:02,000\nHello\n\n");
        Path file = directory.resolve("subtitles.mkv");
        TestingTools.ffmpeg(List.of("-y", "-i", text.toString(), "-c", "copy", file.toString()));

        assertThat(refused(file).code()).isEqualTo(FailureCode.NO_STREAMS);
    }

    @Test
    void encryptedMediaIsRefused() throws Exception {
        Path file = TestClips.clip()
                .output(
                        "-encryption_scheme",
                        "cenc-aes-ctr",
                        "-encryption_key",
                        "00112233445566778899aabbccddeeff",
                        "-encryption_kid",
                        "112233445566778899aabbccddeeff00")
                .write(directory.resolve("encrypted.mp4"));

        assertThat(refused(file).code()).isEqualTo(FailureCode.ENCRYPTED);
    }

    @Test
    void aMissingObjectIsNamed() {
        TaskFailure failure = catchThrowableOfType(
                TaskFailure.class, () -> planner.plan(Source.object(null, "raw/none/source", null)));

        assertThat(failure.code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        assertThat(failure).hasMessageContaining("raw/none/source");
    }

    @Test
    void aStoreThatIsAwayIsNotTheFaultOfTheSource() throws Exception {
        Path home = Files.createDirectory(directory.resolve("servers"));
        try (LocalServers servers = LocalServers.start(home, Set.of(Server.S3))) {
            TestingPlanner other = new TestingPlanner(directory, Map.of(), TestingPlanner.store(servers.endpoints()));
            servers.kill(Server.S3);

            TaskFailure failure = catchThrowableOfType(
                    TaskFailure.class, () -> other.plan(Source.object(null, "raw/any/source", null)));

            assertThat(failure.outcome()).isEqualTo(Outcome.STORAGE_UNAVAILABLE);
        }
    }

    /** ffprobe and ffmpeg end well when their input does; an index or a copy of half a film must not pass for the whole. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"film.mkv", "film.ts"})
    void aConnectionThatBreaksOffIsNotTheFaultOfTheSource(String name) throws Exception {
        Path file = TestClips.clip()
                .size(640, 360)
                .frames(250)
                .codec("-c:v", "libx264", "-preset", "ultrafast", "-crf", "1", "-g", "25")
                .write(directory.resolve(name));
        try (CuttingServer server = CuttingServer.of(file, 0.5)) {
            TestingPlanner cut = new TestingPlanner(directory, Map.of(), addressed(planner.store, server.address()));

            TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> cut.plan(file));

            assertThat(failure).hasMessageContaining("broke off after");
            assertThat(failure.outcome()).isIn(Outcome.INTERNAL, Outcome.STORAGE_UNAVAILABLE);
        }
    }

    /** The same store, whose objects ffmpeg reads elsewhere. */
    private static ObjectStore addressed(ObjectStore store, URI address) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("presign") ? address : method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aStopEndsThePlanningAndLeavesTheThreadUsable() throws Exception {
        Path file = TestClips.clip().write(directory.resolve("clip.mp4"));
        planner.store.upload("raw/stopped/source", file, "video/mp4");
        TaskContext context = planner.context(Source.object(null, "raw/stopped/source", null));
        context.stop(Outcome.CANCELLED);

        Throwable ending = catchThrowableOfType(Exception.class, () -> planner.run(context));

        assertThat(ending).isNotNull();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private TaskFailure refused(Path file, String... configuration) throws Exception {
        TestingPlanner strict = configuration.length == 0
                ? planner
                : new TestingPlanner(directory, Map.of(configuration[0], configuration[1]));
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> strict.plan(file));
        assertThat(failure).as("%s must be refused", file.getFileName()).isNotNull();
        return failure;
    }
}
