package io.reelmill.media.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No command can be forgotten: the runners themselves refuse what is not fenced in. */
class FenceTest {

    private static final String A = "-protocol_whitelist file -format_whitelist mov -threads 2 -i a.mp4 ";

    @ParameterizedTest
    @CsvSource({
        A + "out.mp4",
        A + A + "out.mp4",
        A + "-filter_threads 2 -vf scale=2:2 out.mp4",
        A + "-filter_complex_threads 2 -filter_complex split out.mp4"
    })
    void a_command_that_is_fenced_in_may_start(String command) {
        assertThatCode(() -> Fence.requireOfEachInput(words(command))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "-i a.mp4 out.mp4, a.mp4 has no -protocol_whitelist",
        "-protocol_whitelist file -threads 2 -i a.mp4 out.mp4, a.mp4 has no -format_whitelist",
        "-protocol_whitelist file -format_whitelist mov -i a.mp4 -threads 2 out.mp4, a.mp4 has no -threads",
        A + "-i b.mp4 out.mp4, b.mp4 has no -protocol_whitelist",
        A + "-vf scale=2:2 out.mp4, a filter has no -filter_threads",
        A + "-af aresample out.mp4, a filter has no -filter_threads",
        A + "-filter_complex split out.mp4, a filter has no -filter_complex_threads"
    })
    void a_command_that_is_not_does_not(String command, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fence.requireOfEachInput(words(command)))
                .withMessageContaining(why);
    }

    @Test
    void a_question_about_a_file_needs_a_fence_too() {
        assertThatCode(() -> Fence.require(words("-threads 1 -protocol_whitelist file -format_whitelist mov a.mp4")))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fence.require(words("-threads 1 a.mp4")))
                .withMessageContaining("-protocol_whitelist");
    }

    private static List<String> words(String command) {
        return List.of(command.split(" "));
    }
}
