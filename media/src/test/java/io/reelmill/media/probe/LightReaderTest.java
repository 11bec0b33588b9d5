package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames written by hand: the same display and light in the three codecs. */
class LightReaderTest {

    private static final LightFacts FACTS =
            new LightFacts("G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)", "1000,400");

    /** Green, blue, red, white, largest and smallest luminance; the zeros in the latter need a 3 to keep start codes out. */
    private static final String SEI_MASTERING = "89 18 33c286c4 1d4c0bb8 84d03e80 3d134042 00989680 0000030001";

    private static final String SEI_LIGHT = "90 04 03e80190";

    private static final String H264 = nal("06" + SEI_MASTERING + "80") + nal("06" + SEI_LIGHT + "80") + nal("65aabb");
    private static final String HEVC = nal("4001aa") + nal("4e01" + SEI_MASTERING + SEI_LIGHT + "80") + nal("2601aabb");

    /** A temporal delimiter, metadata, and a frame. */
    private static final String AV1 = "1200" + "2a19" + "02 ae1451ec 43d7b0a4 26660f5c 500d5439 0003e800 00000002"
            + "2a05" + "01 03e80190" + "3202aabb";

    private static String nal(String hex) {
        String bytes = hex.replace(" ", "");
        return "%08x%s".formatted(bytes.length() / 2, bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void each_codec_says_it_in_its_own_way() {
        assertThat(LightReader.read("h264", bytes(H264))).isEqualTo(FACTS);
        assertThat(LightReader.read("hevc", bytes(HEVC))).isEqualTo(FACTS);
        assertThat(LightReader.read("av1", bytes(AV1))).isEqualTo(FACTS);
    }

    @ParameterizedTest
    @CsvSource({"h264", "hevc", "av1"})
    void a_frame_that_ends_anywhere_says_no_more_than_it_holds(String codec) {
        byte[] whole = bytes(codec.equals("h264") ? H264 : codec.equals("hevc") ? HEVC : AV1);
        for (int length = 0; length < whole.length; length++) {
            LightFacts facts = LightReader.read(codec, Arrays.copyOf(whole, length));
            assertThat(facts.masteringDisplay()).isIn(null, FACTS.masteringDisplay());
            assertThat(facts.contentLight()).isIn(null, FACTS.contentLight());
        }
    }
}
