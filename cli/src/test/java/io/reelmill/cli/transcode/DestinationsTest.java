package io.reelmill.cli.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.cli.CliException;
import io.reelmill.cli.gateway.JobView.OutputView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationsTest {

    private static final List<String> NAMES = List.of("720p");

    @TempDir
    Path folder;

    @Test
    void results_go_next_to_the_input() throws IOException {
        Destination destination = of(null, false, "holiday.mov").get(0);
        assertThat(destination.of(output("720p", "holiday-720p.mp4"), 1)).isEqualTo(folder.resolve("holiday-720p.mp4"));
        assertThat(destination.of(output("audio", "holiday-audio.m4a"), 1))
                .isEqualTo(folder.resolve("holiday-audio.m4a"));
    }

    @Test
    void a_named_result_has_that_name_and_several_are_told_apart() throws IOException {
        Destination destination =
                of(folder.resolve("out.mp4").toString(), false, "a.mov").get(0);
        assertThat(destination.of(output("720p", "a-720p.mp4"), 1)).isEqualTo(folder.resolve("out.mp4"));
        assertThat(destination.of(output("720p", "a-720p.mp4"), 2)).isEqualTo(folder.resolve("out-720p.mp4"));
    }

    @Test
    void a_folder_takes_results_of_several_inputs() throws IOException {
        List<Destination> destinations = of(folder + "/new/", false, "a.mov", "b.mov");
        assertThat(destinations)
                .extracting(d -> d.of(output("720p", "x.mp4"), 1))
                .containsExactly(folder.resolve("new/a-720p.mp4"), folder.resolve("new/b-720p.mp4"));
    }

    @Test
    void several_inputs_do_not_fit_one_file() {
        assertThatThrownBy(() -> of(folder.resolve("out.mp4").toString(), false, "a.mov", "b.mov"))
                .hasMessageContaining("need a folder");
    }

    @Test
    void two_inputs_do_not_overwrite_each_other() {
        assertThatThrownBy(() -> of(null, true, "a.mov", "a.mkv")).hasMessageContaining("two inputs");
    }

    @Test
    void an_existing_file_is_kept_unless_forced() throws IOException {
        Files.createFile(folder.resolve("a-720p.mp4"));
        assertThatThrownBy(() -> of(null, false, "a.mov"))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo("OUTPUT_EXISTS"));
        assertThat(of(null, true, "a.mov")).hasSize(1);
    }

    @Test
    void the_input_is_never_the_output() {
        assertThatThrownBy(() -> of(folder.resolve("a.mov").toString(), true, "a.mov"))
                .hasMessageContaining("is the input itself");
    }

    @Test
    void a_result_that_could_have_no_such_name_is_refused_before_any_work() throws IOException {
        assertThat(of(null, false, "a".repeat(246) + ".mov")).hasSize(1);
        assertThatThrownBy(() -> of(null, true, "a".repeat(247) + ".mov"))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo("OUTPUT_NAME_TOO_LONG"));
    }

    @Test
    void each_of_several_results_must_have_a_name_and_a_place() throws IOException {
        Files.createFile(folder.resolve("out-360p.mp4"));
        List<Input> sources = List.of(
                Input.of(Files.writeString(folder.resolve("a.mov"), "media").toString()));

        assertThatThrownBy(() ->
                        Destinations.of(sources, folder.resolve("out.mp4").toString(), List.of("720p", "360p"), false))
                .hasMessageContaining("out-360p.mp4 exists");
        assertThatThrownBy(() -> Destinations.of(
                        sources, folder.resolve("o".repeat(247) + ".mp4").toString(), List.of("720p", "360p"), true))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo("OUTPUT_NAME_TOO_LONG"));
    }

    @Test
    void a_name_is_as_long_as_its_bytes() {
        assertThat(Destinations.fits("\u00fc".repeat(125) + "a.mp4")).isTrue();
        assertThat(Destinations.fits("\u00fc".repeat(126) + ".mp4")).isFalse();
    }

    @Test
    void an_address_ends_in_the_working_directory() {
        Input input = Input.of("https://media.example.com/films/one.mov?token=1");
        assertThat(Destinations.of(List.of(input), null, NAMES, false).get(0).of(output("720p", "x.mp4"), 1))
                .isEqualTo(Path.of("one-720p.mp4"));
    }

    private List<Destination> of(String output, boolean force, String... inputs) throws IOException {
        for (String input : inputs) {
            Files.writeString(folder.resolve(input), "media");
        }
        List<Input> sources = Stream.of(inputs)
                .map(name -> Input.of(folder.resolve(name).toString()))
                .toList();
        return Destinations.of(sources, output, NAMES, force);
    }

    private static OutputView output(String name, String fileName) {
        return new OutputView(name, fileName, "video/mp4", 1, "00", 1280, 720, 1, 1);
    }
}
