package io.reelmill.media.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstFramesTest {

    @ParameterizedTest(name = "{0} counter-clockwise: {1}")
    @CsvSource({"0, 0", "90, 270", "-90, 90", "180, 180", "-180, 180", "45, 180"})
    void a_picture_may_say_itself_how_it_is_turned(int said, int clockwise) throws Exception {
        assertThat(first("{\"side_data_type\": \"3x3 displaymatrix\", \"rotation\": " + said + "}")
                        .rotation())
                .isEqualTo(clockwise);
    }

    @Test
    void what_pictures_carry_inside_is_seen() throws Exception {
        FirstFrames captions = first("{\"side_data_type\": \"ATSC A53 Part 4 Closed Captions\"}");
        FirstFrames hdr = first("{\"side_data_type\": \"HDR Dynamic Metadata SMPTE2094-40 (HDR10+)\"}");

        assertThat(captions.captions()).isTrue();
        assertThat(captions.dynamicHdr()).isFalse();
        assertThat(captions.rotation()).isNull();
        assertThat(hdr.dynamicHdr()).isTrue();
        assertThat(hdr.captions()).isFalse();
    }

    private static FirstFrames first(String sideData) throws Exception {
        return FirstFrames.of(new ObjectMapper()
                .readTree("{\"packets_and_frames\": [{\"type\": \"frame\", \"pts\": 0, \"side_data_list\": [" + sideData
                        + "]}]}"));
    }
}
