package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.common.message.Messages;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.ParameterException;

class JobOptionsTest {

    @Command
    private static final class Holder {
        @Mixin
        JobOptions job;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|fileName=a.mov",
                "-p fast|fileName=a.mov&profile=fast",
                "--height 720 --crf 21|fileName=a.mov&height=720&crf=21.0",
                "--bitrate 2.5M --max-bitrate 4000k|fileName=a.mov&bitrate=2500000&maxBitrate=4000000",
                "--codec av1 --preset 7|fileName=a.mov&preset=7&codec=av1",
                "--no-audio --upscale|fileName=a.mov&upscale=true&audio=false",
                "--audio-bitrate 128k --channels keep|fileName=a.mov&audioBitrate=128000&channels=keep",
                "--chunk-seconds 5 --allow-partial|fileName=a.mov&chunkSeconds=5.0&allowPartial=true",
                "--deinterlace off --profile quality|fileName=a.mov&profile=quality&deinterlace=off"
            })
    void options_become_parameters_of_the_upload(String options, String parameters) {
        assertThat(parse(options).parameters("a.mov").entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining("&")))
                .isEqualTo(parameters);
    }

    @Test
    void the_same_options_become_json_for_an_address() {
        assertThat(Messages.write(parse("-p fast --height 480 --bitrate 900k --chunk-seconds 6")
                        .json("https://media.example.com/a.mov")))
                .isEqualTo("{\"source\":{\"url\":\"https://media.example.com/a.mov\"},\"profile\":\"fast\","
                        + "\"chunkSeconds\":6.0,\"outputs\":[{\"height\":480,\"bitrate\":900000}]}");
    }

    @Test
    void without_settings_the_profile_decides_about_the_outputs() {
        assertThat(parse("-p fast").json("https://h/a")).doesNotContainKey("outputs");
    }

    @Test
    void quality_and_bitrate_exclude_each_other() {
        assertThatThrownBy(() -> parse("--crf 20 --bitrate 2M")).isInstanceOf(MutuallyExclusiveArgsException.class);
    }

    @ParameterizedTest
    @CsvSource({"--bitrate fast", "--bitrate 2G", "--bitrate -1", "--height tall", "--crf low"})
    void what_is_no_number_is_refused(String options) {
        assertThatThrownBy(() -> parse(options)).isInstanceOf(ParameterException.class);
    }

    @ParameterizedTest
    @CsvSource({"'',balanced", "-p fast,fast", "--height 720 -p fast,720p", "-p small,720p small"})
    void the_name_of_the_rendition_is_foreseen(String options, String names) {
        assertThat(parse(options).renditionNames()).isEqualTo(List.of(names.split(" ")));
    }

    private static JobOptions parse(String options) {
        Holder holder = new Holder();
        String[] arguments = options == null || options.isBlank() ? new String[0] : options.split(" ");
        new CommandLine(holder).parseArgs(arguments);
        return holder.job;
    }
}
