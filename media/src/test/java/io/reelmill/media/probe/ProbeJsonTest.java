package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeJsonTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "-90, 90", "90, 270", "180, 180", "-180, 180", "-270, 270", "-89.99, 90"})
    void theRotationOfTheDisplayMatrixIsTurnedAround(double counterclockwise, int clockwise) throws Exception {
        ProbedFile file = file("\"side_data_list\": [{\"side_data_type\": \"Display Matrix\", \"rotation\": "
                + counterclockwise + "}]");

        assertThat(file.streams().get(0).rotation()).isEqualTo(clockwise);
    }

    @Test
    void coverArtIsNoFilm() throws Exception {
        assertThat(file("\"disposition\": {\"attached_pic\": 1}").video()).isEmpty();
    }

    @Test
    void masteringDisplayIsInTheUnitsOfTheEncoder() throws Exception {
        ProbedFile file = file(
                "\"color_transfer\": \"smpte2084\", \"color_space\": \"unknown\", \"side_data_list\": ["
                        + "{\"side_data_type\": \"Mastering display metadata\", \"red_x\": \"34000/50000\", \"red_y\": \"16000/50000\","
                        + " \"green_x\": \"13250/50000\", \"green_y\": \"34500/50000\", \"blue_x\": \"7500/50000\","
                        + " \"blue_y\": \"3000/50000\", \"white_point_x\": \"15635/50000\", \"white_point_y\": \"16450/50000\","
                        + " \"min_luminance\": \"50/10000\", \"max_luminance\": \"10000000/10000\"},"
                        + "{\"side_data_type\": \"Content light level metadata\", \"max_content\": 1000, \"max_average\": 400}]");

        assertThat(file.streams().get(0).color().masteringDisplay())
                .isEqualTo("G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)");
        assertThat(file.streams().get(0).color().contentLight()).isEqualTo("1000,400");
        assertThat(file.streams().get(0).color().transfer()).isEqualTo("smpte2084");
        assertThat(file.streams().get(0).color().matrix()).isNull();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}, told as {4}: {5}")
    @CsvSource({
        "65536, 0, 0, 65536, 0, 0",
        "0, 65536, -65536, 0, -90, 90",
        "-65536, 0, 0, 65536, 180, 180",
        "65536, 0, 0, -65536, 0, 180"
    })
    void aMirroredPictureIsNotTakenForOneThatIsUpright(int a, int b, int c, int d, int said, int rotation)
            throws Exception {
        ProbedFile file = file("\"side_data_list\": [{\"side_data_type\": \"Display Matrix\", \"rotation\": " + said
                + ", \"displaymatrix\": \"\\n00000000: %12d %12d 0\\n00000001: %12d %12d 0\\n00000002: 0 0 1073741824\\n\"}]"
                        .formatted(a, b, c, d));

        assertThat(file.streams().get(0).rotation()).isEqualTo(rotation);
    }

    @Test
    void lightOfZerosIsNone() throws Exception {
        ProbedFile file = file("\"side_data_list\": [{\"side_data_type\": \"Mastering display metadata\","
                + " \"red_x\": \"0/50000\", \"red_y\": \"0/50000\", \"white_point_x\": \"0/50000\","
                + " \"white_point_y\": \"0/50000\", \"min_luminance\": \"0/10000\", \"max_luminance\": \"0/10000\"},"
                + "{\"side_data_type\": \"Content light level metadata\", \"max_content\": 0, \"max_average\": 0}]");

        assertThat(file.streams().get(0).color().masteringDisplay()).isNull();
        assertThat(file.streams().get(0).color().contentLight()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"progressive, false", "tt, true", "bb, true", "tb, true", "unknown, false"})
    void fieldsAreRecognized(String order, boolean interlaced) throws Exception {
        assertThat(file("\"field_order\": \"" + order + "\"").streams().get(0).interlaced())
                .isEqualTo(interlaced);
    }

    @Test
    void theBuildOfTheEncoderIsReadFromADump() {
        String dump = "\n00000000: 0000 028f 0605 ffff 8bdc 45e9 bde6 d948  ..........E....H\n"
                + "00000010: b796 2cd8 20d9 23ee ef78 3236 3420 2d20  ..,. .#..x264 - \n"
                + "00000020: 636f 7265 2031 3634 202d 2048 2e32 3634  core 164 - H.264\n";

        assertThat(MediaProbe.x264(dump)).isEqualTo(164);
        assertThat(MediaProbe.x264("")).isZero();
    }

    private static ProbedFile file(String more) throws Exception {
        JsonNode root = new ObjectMapper()
                .readTree("{\"streams\": [{\"index\": 0, \"codec_type\": \"video\", \"codec_name\": \"h264\","
                        + " \"width\": 4, \"height\": 2, \"time_base\": \"1/1000\", " + more + "}],"
                        + " \"format\": {\"format_name\": \"matroska,webm\"}}");
        return ProbeJson.file(root);
    }
}
