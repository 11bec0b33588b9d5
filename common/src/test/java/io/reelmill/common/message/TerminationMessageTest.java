package io.reelmill.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationMessageTest {

    @Test
    void what_was_written_is_read() {
        String text = Messages.write(new TerminationMessage("process-1"));

        assertThat(TerminationMessage.incarnationIn(text + "\n")).contains("process-1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "{}", "null", "the last lines of a log", "{\"incarnation\":", "[1]"})
    void other_words_name_no_process(String text) {
        assertThat(TerminationMessage.incarnationIn(text)).isEmpty();
    }
}
