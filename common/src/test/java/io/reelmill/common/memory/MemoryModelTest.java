package io.reelmill.common.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.MemoryBasis;
import io.reelmill.common.spec.VideoCodec;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryModelTest {

    private static final MemoryModel MODEL = MemoryModel.measured();
    private static final List<String> DECODERS = List.of("h264", "hevc", "vp9", "av1", "mpeg2video", "prores");

    @Property
    void more_pixels_take_no_less(@ForAll("work") MemoryWork work, @ForAll @IntRange(min = 1, max = 500) int more) {
        MemoryPicture output = work.output();
        MemoryWork larger = new MemoryWork(
                work.codec(),
                work.preset(),
                MemoryPicture.of(output.width(), output.height() + more, "yuv420p", output.bits()),
                work.threads(),
                work.decoder(),
                MemoryPicture.of(
                        work.source().width(),
                        work.source().height() + more,
                        "yuv420p",
                        work.source().bits()),
                work.deinterlace(),
                work.lean());

        boolean alike = larger.scaled() == work.scaled() && MiniGops.isShort(larger) == MiniGops.isShort(work);
        if (alike) {
            assertThat(bytes(larger)).isGreaterThanOrEqualTo(bytes(work));
        }
    }

    @Property
    void more_threads_take_no_less(@ForAll("work") MemoryWork work, @ForAll @IntRange(min = 1, max = 16) int more) {
        assertThat(bytes(work.withThreads(work.threads() + more))).isGreaterThanOrEqualTo(bytes(work));
    }

    @Property
    void everything_takes_something_and_nothing_takes_everything(@ForAll("work") MemoryWork work) {
        double megapixels = work.output().megapixels() + work.source().megapixels();

        double most = work.threads() * (200 + 400 * megapixels) + 800 * megapixels;

        assertThat(bytes(work)).isBetween(20L << 20, (long) (most * (1 << 20)));
    }

    /** Measured independently: real footage, ffmpeg 5.1 of a distribution, one to two threads. */
    @ParameterizedTest
    @CsvSource({
        "H264, medium, 1280, 720,  1, 227",
        "H264, medium, 1920, 1080, 1, 417",
        "H264, slow,   1920, 1080, 1, 494",
        "H264, slow,   3840, 2160, 1, 1665",
        "HEVC, medium, 1920, 1080, 1, 447",
        "AV1,  7,      3840, 2160, 2, 2230",
    })
    void other_footage_and_another_build_take_about_as_much(
            VideoCodec codec, String preset, int width, int height, int threads, long mib) {
        MemoryPicture picture = MemoryPicture.of(width, height, "yuv420p", 8);
        MemoryWork work = new MemoryWork(codec, preset, picture, threads, "h264", picture, false, false);

        assertThat(bytes(work) >> 20).isBetween(mib * 85 / 100, mib * 115 / 100);
    }

    @Test
    void measured_presets_are_told_from_those_between_them() {
        MemoryPicture hd = MemoryPicture.of(1280, 720, "yuv420p", 8);
        MemoryWork medium = new MemoryWork(VideoCodec.H264, "medium", hd, 1, "h264", hd, false, false);

        assertThat(MODEL.predict(medium).basis()).isEqualTo(MemoryBasis.TABLE);
        assertThat(MODEL.predict(medium.withThreads(3)).basis()).isEqualTo(MemoryBasis.INTERPOLATED);
        assertThat(MODEL.predict(new MemoryWork(VideoCodec.H264, "medium", hd, 1, "prores", hd, false, false))
                        .basis())
                .isEqualTo(MemoryBasis.INTERPOLATED);
    }

    @Test
    void what_is_not_an_encode_has_its_constants() {
        assertThat(List.of(MODEL.audio(), MODEL.planning(), MODEL.merging()))
                .allSatisfy(prediction -> assertThat(prediction.bytes()).isBetween(20L << 20, 1024L << 20));
    }

    private static long bytes(MemoryWork work) {
        return MODEL.predict(work).bytes();
    }

    @Provide
    Arbitrary<MemoryWork> work() {
        Arbitrary<VideoCodec> codecs = Arbitraries.of(VideoCodec.class);
        return codecs.flatMap(codec -> Combinators.combine(
                        Arbitraries.of(Presets.of(codec)),
                        pictures(codec == VideoCodec.H264 ? 8 : 10),
                        Arbitraries.integers().between(1, 16),
                        Arbitraries.of(DECODERS),
                        pictures(10),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((preset, output, threads, decoder, source, deinterlace, lean) ->
                        new MemoryWork(codec, preset, output, threads, decoder, source, deinterlace, lean)));
    }

    private static Arbitrary<MemoryPicture> pictures(int depth) {
        return Combinators.combine(
                        Arbitraries.integers().between(16, 4096),
                        Arbitraries.integers().between(16, 2304),
                        Arbitraries.of(8, depth))
                .as((width, height, bits) -> MemoryPicture.of(width, height, "yuv420p", bits));
    }
}
