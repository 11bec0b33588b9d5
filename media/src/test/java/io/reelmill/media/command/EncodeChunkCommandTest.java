package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.plan.Chunk;
import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.common.plan.VideoTrack.Access;
import io.reelmill.common.spec.VideoCodec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EncodeChunkCommandTest {

    private static final Chunk SECOND = new Chunk(1, 50, 50, 180_000, 360_000, 90_000L);
    private static final VideoSettings X264 = settings(VideoCodec.H264, 1280, 720, false);

    @Test
    void a_chunk_is_sought_by_time_and_cut_by_ticks() {
        List<String> arguments = arguments(track(0, 0, null), SECOND, X264, false);

        assertThat(before(arguments, "-i"))
                .containsSequence("-noaccurate_seek", "-seek_timestamp", "1", "-ss", "1.000000")
                .contains("-copyts");
        assertThat(after(arguments, "-vf")).contains("trim=start_pts=180000:end_pts=360000,setpts=PTS-0");
        assertThat(arguments).containsSequence("-fps_mode", "passthrough", "-enc_time_base", "1:90000");
        assertThat(arguments).containsSequence("-video_track_timescale", "90000");
        assertThat(after(arguments, "-movflags"))
                .isEqualTo("+frag_keyframe+empty_moov+default_base_moof+negative_cts_offsets+frag_discont");
    }

    @Test
    void a_chunk_that_is_read_from_the_start_does_not_seek_and_leaves_complaints_about_other_chunks_to_them() {
        List<String> arguments = arguments(track(0, 0, null), SECOND, X264, true);

        assertThat(arguments).doesNotContain("-ss");
        assertThat(after(arguments, "-vf"))
                .startsWith("setpts='if(lt(PTS,157500)")
                .contains("print");
    }

    @Test
    void the_end_of_the_pre_roll_is_marked_three_quarters_on_the_way() {
        assertThat(after(arguments(track(0, 0, null), SECOND, X264, false), "-vf"))
                .startsWith("setpts='if(lt(PTS,157500)+gt(PTS,180000)+ld(0),PTS,PTS+0*print(st(0,20240117)))',trim=");
    }

    @ParameterizedTest
    @CsvSource({"450000, setpts=PTS-450000", "-3000, setpts=PTS+3000"})
    void timestamps_start_at_zero_with_the_first_frame_of_the_source(long firstPts, String filter) {
        assertThat(after(arguments(track(0, firstPts, null), SECOND, X264, true), "-vf"))
                .contains(filter);
    }

    @Test
    void pictures_without_names_are_counted() {
        VideoTrack track = track(Access.SEQUENTIAL, 0, 0, null, 0, ColorFacts.UNKNOWN);

        assertThat(after(arguments(track, SECOND, X264, true), "-vf"))
                .startsWith("setpts='if(isnan(PREV_OUTPTS),PTS-0,max(PTS-0,PREV_OUTPTS+1))'")
                .doesNotContain("trim");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1920, 1080, '', format=yuv420p",
        "0, 1280, 720, '', 'scale=1280:720:flags=bicubic,format=yuv420p'",
        "90, 1080, 1920, '', format=yuv420p",
        "270, 608, 1080, 4/3, 'scale=608:1080:flags=bicubic,setsar=3/4,format=yuv420p'",
        "180, 1920, 1080, 4/3, 'setsar=4/3,format=yuv420p'",
    })
    void size_and_shape_are_those_of_the_upright_picture(
            int rotation, int width, int height, String sar, String filters) {
        String chain = after(
                arguments(
                        track(rotation, 0, Rational.parse(sar)),
                        SECOND,
                        settings(VideoCodec.H264, width, height, false),
                        true),
                "-vf");

        assertThat(chain).endsWith("setpts=PTS-0," + filters);
    }

    @Test
    void fields_are_woven_before_the_cut_so_that_each_chunk_has_its_neighbors() {
        String chain =
                after(arguments(track(0, 0, null), SECOND, settings(VideoCodec.H264, 1920, 1080, true), true), "-vf");

        assertThat(chain).contains(",bwdif=mode=send_frame:parity=auto:deint=all,settb=1/90000,trim=");
    }

    @Test
    void the_decoder_is_told_what_only_the_first_packet_says() {
        VideoTrack track = track(Access.RANDOM, 0, 0, null, 142, ColorFacts.UNKNOWN);

        assertThat(before(arguments(track, SECOND, X264, false), "-i")).containsSequence("-x264_build", "142");
        assertThat(arguments(track(0, 0, null), SECOND, X264, false)).doesNotContain("-x264_build");
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void gops_are_closed_and_of_one_length(VideoCodec codec) {
        List<String> arguments = arguments(track(0, 0, null), SECOND, settings(codec, 1280, 720, false), false);

        assertThat(arguments).containsSequence("-g", "50").containsSequence("-flags", "+cgop");
        if (codec != VideoCodec.AV1) {
            assertThat(after(arguments, codec == VideoCodec.H264 ? "-x264-params" : "-x265-params"))
                    .contains("keyint=50", "min-keyint=50", "scenecut=0", "open-gop=0");
        }
    }

    @Test
    void threads_are_set_for_decoder_filters_and_encoder() {
        List<String> arguments = arguments(track(0, 0, null), SECOND, X264, false);

        assertThat(before(arguments, "-i")).containsSequence("-threads", "3");
        assertThat(arguments).containsSequence("-filter_threads", "3");
        assertThat(arguments.subList(arguments.indexOf("-c:v"), arguments.size()))
                .containsSequence("-threads", "3");
    }

    @ParameterizedTest
    @CsvSource({
        "21,     ,        ,        , '-crf 21'",
        "21.5,   ,        ,        , '-crf 21.5'",
        "21,     , 3000000, 6000000, '-crf 21 -maxrate 3000000 -bufsize 6000000'",
        "  , 2000000, 3000000, 6000000, '-b:v 2000000 -maxrate 3000000 -bufsize 6000000'",
    })
    void quality_or_bitrate_with_a_cap(Double crf, Long bitrate, Long max, Long buffer, String expected) {
        VideoSettings settings = new VideoSettings(
                VideoCodec.H264, "medium", 1280, 720, crf, bitrate, max, buffer, "yuv420p", 50, false);

        assertThat(arguments(track(0, 0, null), SECOND, settings, false)).containsSequence(expected.split(" "));
    }

    @Test
    void hdr_is_told_in_each_encoder_s_own_units() {
        ColorFacts hdr = new ColorFacts(
                "tv",
                "bt2020",
                "smpte2084",
                "bt2020nc",
                "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)",
                "1000,400");
        VideoTrack track = track(Access.RANDOM, 0, 0, null, 0, hdr);

        List<String> x264 = arguments(track, SECOND, settings(VideoCodec.H264, 1280, 720, false), false);
        List<String> x265 = arguments(track, SECOND, settings(VideoCodec.HEVC, 1280, 720, false), false);
        List<String> av1 = arguments(track, SECOND, settings(VideoCodec.AV1, 1280, 720, false), false);

        assertThat(after(x264, "-x264-params")).contains("mastering-display=G(13250", "cll=1000,400");
        assertThat(after(x265, "-x265-params")).contains("hdr10=1", "L(10000000,50)", "max-cll=1000,400");
        assertThat(after(av1, "-svtav1-params"))
                .contains("G(0.26500,0.69000)", "L(1000.00000,0.00500)", "content-light=1000,400");
        assertThat(x265).containsSequence("-color_primaries", "bt2020", "-color_trc", "smpte2084");
    }

    private static List<String> arguments(VideoTrack track, Chunk chunk, VideoSettings settings, boolean fromStart) {
        return new EncodeChunkCommand("/media/source.mp4", track, chunk, settings, 3, fromStart)
                .arguments(Path.of("/scratch/chunk.mp4"));
    }

    private static List<String> before(List<String> arguments, String option) {
        return arguments.subList(0, arguments.indexOf(option));
    }

    private static String after(List<String> arguments, String option) {
        return arguments.get(arguments.indexOf(option) + 1);
    }

    private static VideoTrack track(int rotation, long firstPts, Rational sar) {
        return track(Access.RANDOM, rotation, firstPts, sar, 0, ColorFacts.UNKNOWN);
    }

    private static VideoTrack track(
            Access access, int rotation, long firstPts, Rational sar, int x264Build, ColorFacts color) {
        return new VideoTrack(
                0,
                "h264",
                1920,
                1080,
                rotation,
                sar,
                "yuv420p",
                8,
                color,
                false,
                new Rational(1, 90_000),
                new Rational(25, 1),
                false,
                100,
                firstPts,
                firstPts + 360_000,
                x264Build,
                access);
    }

    private static VideoSettings settings(VideoCodec codec, int width, int height, boolean deinterlace) {
        return new VideoSettings(codec, "medium", width, height, 21.0, null, null, null, "yuv420p", 50, deinterlace);
    }
}
