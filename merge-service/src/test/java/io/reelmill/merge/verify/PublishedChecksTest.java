package io.reelmill.merge.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.AudioTrack;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.MergeReport;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.probe.LightFacts;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.join.TestingChunks;
import io.reelmill.merge.mp4.TestingFragments;
import io.reelmill.merge.mp4.TrackFacts;
import io.reelmill.merge.mux.AudioInput;
import io.reelmill.merge.mux.MuxPlan;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Twelve frames at 25 per second with a sound that starts 100 ms later: right, and wrong in one way each. */
class PublishedChecksTest {

    private static final VideoTrack TRACK = TestingChunks.track(VideoTrack.Access.RANDOM);
    private static final TrackFacts SOUND = new TrackFacts(48_000, 25_024, 25, 1024);
    private static final String MASTERING = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(9999999,1)";
    private static final ChunkEvidence EVIDENCE = new ChunkEvidence(List.of(), 12, 3, 0.1);

    private static int adler32(byte[] bytes) {
        Adler32 sum = new Adler32();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    private static MuxPlan plan() {
        AudioTrack track = new AudioTrack(1, "aac", 2, "stereo", 48_000, "eng", null, true, new Rational(1, 10), 1);
        Joined bare = TestingChunks.joined();
        Joined joined = new Joined(
                bare.file(),
                TestingFragments.initialization(1000, 1),
                1000,
                1,
                bare.samples(),
                bare.checksums(),
                bare.clock(),
                0,
                bare.spans());
        return new MuxPlan(
                joined,
                List.of(new AudioInput(track, null, Path.of("none"), SOUND)),
                List.of(),
                null,
                new Rational(0, 1),
                Path.of("none"));
    }

    /** What is measured of a file that is right; each case changes one thing. */
    private static final class Measured {
        private long[] pts = LongStream.range(0, 12).map(i -> 80 + i * 40).toArray();
        private double videoStart = 0.08;
        private long videoTicks = 480;
        private Rational timeBase = new Rational(1, 1000);
        private double audioStart = 0.18;
        private String language = "eng";
        private TrackFacts sound = SOUND;
        private long packets = 25;
        private long changed;
        private String extradata = PublishedReader.hash(adler32(TestingFragments.EXTRADATA));
        private boolean audioThere = true;
        private ColorFacts color = ColorFacts.UNKNOWN;
        private List<LightFacts> light = List.of();

        PublishedFacts facts() {
            StreamFacts video = new StreamFacts(
                    "video", "h264", 640, 360, timeBase, videoStart, videoTicks, extradata, null, color);
            StreamFacts audio = new StreamFacts(
                    "audio",
                    "aac",
                    0,
                    0,
                    new Rational(1, 48_000),
                    audioStart,
                    24_000,
                    null,
                    language,
                    ColorFacts.UNKNOWN);
            return audioThere
                    ? new PublishedFacts(
                            List.of(video, audio), pts, changed, List.of(packets), List.of(sound), 0, light)
                    : new PublishedFacts(List.of(video), pts, changed, List.of(), List.of(), 0, light);
        }
    }

    private static List<String> failed(Measured measured, ChunkEvidence evidence) {
        return PublishedChecks.of("main", plan(), TRACK, false, measured.facts(), evidence).stream()
                .filter(c -> !c.passed())
                .map(MergeReport.Check::name)
                .toList();
    }

    @Test
    void a_file_that_is_right_passes_every_check() {
        assertThat(PublishedChecks.of("main", plan(), TRACK, false, new Measured().facts(), EVIDENCE))
                .allMatch(MergeReport.Check::passed)
                .extracting(MergeReport.Check::name)
                .containsExactly(
                        "tracks",
                        "frames",
                        "bytes",
                        "timestamps",
                        "chunk-starts",
                        "duration",
                        "initialization",
                        "joints",
                        "pictures",
                        "audio-offset",
                        "audio");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("a frame is missing", List.of("frames"), m -> {
                    m.pts = Arrays.copyOf(m.pts, 11);
                    return m;
                }),
                wrong("a frame is late", List.of("timestamps"), m -> {
                    m.pts[5] += 1;
                    return m;
                }),
                wrong("two frames at one time", List.of("timestamps"), m -> {
                    m.pts[5] = m.pts[6];
                    return m;
                }),
                wrong("a chunk starts late", List.of("timestamps", "chunk-starts"), m -> {
                    m.pts[4] += 1;
                    return m;
                }),
                wrong("other ticks", List.of("timestamps", "duration"), m -> {
                    m.timeBase = new Rational(1, 90_000);
                    return m;
                }),
                wrong("too short", List.of("duration"), m -> {
                    m.videoTicks = 430;
                    return m;
                }),
                wrong("other bytes", List.of("bytes"), m -> {
                    m.changed = 1;
                    return m;
                }),
                wrong("another initialization", List.of("initialization"), m -> {
                    m.extradata = PublishedReader.hash(2);
                    return m;
                }),
                wrong("sound 2 ms late", List.of("audio-offset"), m -> {
                    m.audioStart += 0.002;
                    return m;
                }),
                wrong("sound beside the picture", List.of("audio-offset"), m -> {
                    m.audioStart = m.videoStart;
                    return m;
                }),
                wrong("priming is heard", List.of("audio"), m -> {
                    m.sound = new TrackFacts(48_000, 25_024, 25, 0);
                    return m;
                }),
                wrong("a packet of sound is missing", List.of("audio"), m -> {
                    m.packets = 24;
                    return m;
                }),
                wrong("another language", List.of("audio"), m -> {
                    m.language = "und";
                    return m;
                }),
                wrong("no sound", List.of("tracks"), m -> {
                    m.audioThere = false;
                    return m;
                }));
    }

    private static Arguments wrong(String name, List<String> checks, UnaryOperator<Measured> change) {
        return Arguments.of(name, checks, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_file_that_is_wrong_fails_the_check_that_says_how(
            String name, List<String> checks, UnaryOperator<Measured> change) {
        assertThat(failed(change.apply(new Measured()), EVIDENCE)).isEqualTo(checks);
    }

    @Test
    void pictures_too_far_from_the_sources_fail() {
        assertThat(failed(new Measured(), new ChunkEvidence(List.of(), 12, 3, 1.01)))
                .containsExactly("pictures");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lights")
    void what_any_chunk_loses_of_the_light_of_the_source_fails(String name, LightFacts second, boolean kept) {
        ColorFacts color = new ColorFacts("tv", "bt2020", "smpte2084", "bt2020nc", MASTERING, "1000,400");
        Measured measured = new Measured();
        LightFacts source = LightFacts.of(color);
        measured.light = List.of(source, second, source);

        assertThat(PublishedChecks.of("main", plan(), recolored(color), false, measured.facts(), EVIDENCE))
                .filteredOn(c -> c.name().equals("hdr"))
                .singleElement()
                .satisfies(c -> assertThat(c.passed()).isEqualTo(kept))
                .satisfies(c -> assertThat(c.detail()).startsWith(kept ? "3 of 3" : "2 of 3"));
    }

    static Stream<Arguments> lights() {
        return Stream.of(
                Arguments.of("as in the source", new LightFacts(MASTERING, "1000,400"), true),
                Arguments.of(
                        "as AV1 rounds it", new LightFacts(MASTERING.replace("9999999", "9999980"), "1000,400"), true),
                Arguments.of("nothing", new LightFacts(null, null), false),
                Arguments.of("no mastering display", new LightFacts(null, "1000,400"), false),
                Arguments.of("no content light", new LightFacts(MASTERING, null), false),
                Arguments.of("another display", new LightFacts(MASTERING.replace("13250", "13260"), "1000,400"), false),
                Arguments.of("other light", new LightFacts(MASTERING, "1000,300"), false));
    }

    @Test
    void lost_color_and_chapters_are_told_to_people() {
        ColorFacts color = new ColorFacts("tv", "bt2020", "smpte2084", "bt2020nc", null, null);
        SourceFacts source = new SourceFacts("mov", 1, recolored(color), List.of(), List.of(), 2, null, null);
        assertThat(PublishedWarnings.of("main", source, new Measured().facts()))
                .hasSize(5)
                .contains("The rendition main has 0 chapters, the source 2.")
                .contains("The rendition main says nothing for its transfer, the source smpte2084.");
    }

    @Test
    void what_was_rgb_is_not_said_to_have_lost_its_matrix() {
        ColorFacts rgb = new ColorFacts("pc", "bt709", null, "gbr", null, null);
        SourceFacts source = new SourceFacts("mov", 1, recolored(rgb), List.of(), List.of(), 0, null, null);
        Measured measured = new Measured();
        measured.color = new ColorFacts("tv", "bt709", null, "bt709", null, null);

        assertThat(PublishedWarnings.of("main", source, measured.facts())).isEmpty();
    }

    private static VideoTrack recolored(ColorFacts color) {
        return new VideoTrack(
                0,
                "h264",
                640,
                360,
                0,
                new Rational(1, 1),
                "yuv420p",
                8,
                color,
                false,
                TRACK.timeBase(),
                TRACK.frameRate(),
                false,
                12,
                500,
                980,
                0,
                VideoTrack.Access.RANDOM);
    }
}
