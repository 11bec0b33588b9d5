package io.reelmill.media.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFenceTest {

    @Test
    void a_file_may_open_files_alone() {
        assertThat(after(InputFence.input("/media/a.mp4", 2), "-protocol_whitelist"))
                .isEqualTo("file");
        assertThat(InputFence.input("/media/a.mp4", 2)).endsWith("-threads", "2", "-i", "/media/a.mp4");
    }

    @Test
    void an_address_may_open_the_network_but_no_file_and_does_not_wait_for_ever() {
        List<String> options = InputFence.input("https://store/a.mp4?X-Amz-Signature=1", 2);

        assertThat(after(options, "-protocol_whitelist")).isEqualTo("http,https,tcp,tls");
        assertThat(after(options, "-rw_timeout")).isEqualTo("60000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hls",
                "concat",
                "dash",
                "image2",
                "sdp",
                "rtsp",
                "lavfi",
                "webm_dash_manifest",
                "tee",
                "ffmetadata"
            })
    void demuxers_that_follow_names_are_absent(String demuxer) {
        assertThat(after(InputFence.options("/media/a.mp4"), "-format_whitelist")
                        .split(","))
                .doesNotContain(demuxer)
                .contains("mov", "matroska", "avi", "mpegts", "ogg");
    }

    private static String after(List<String> options, String option) {
        return options.get(options.indexOf(option) + 1);
    }
}
