package io.reelmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.message.Messages.UndecodableMessageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    static Stream<Arguments> thrown() {
        return Stream.of(
                Arguments.of(new CliException(4, "OUTPUT_EXISTS", "a exists"), 4, "OUTPUT_EXISTS", "a exists"),
                Arguments.of(
                        new UndecodableMessageException("not a JobView", null),
                        5,
                        "ANSWER_NOT_READABLE",
                        "the gateway's answer cannot be read: not a JobView"),
                Arguments.of(
                        new UncheckedIOException(new IOException("no space left")),
                        4,
                        "FILE_ERROR",
                        "reading or writing failed: java.io.IOException: no space left"),
                Arguments.of(
                        new IOException("x"), 4, "FILE_ERROR", "reading or writing failed: java.io.IOException: x"),
                Arguments.of(
                        new IllegalArgumentException("odd"),
                        70,
                        "INTERNAL",
                        "unexpected error: java.lang.IllegalArgumentException: odd"));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whatever_is_thrown_has_an_exit_code_a_code_and_a_sentence(
            Throwable thrown, int exitCode, String code, String detail) {
        assertThat(Failure.of(thrown)).isEqualTo(new Failure(exitCode, code, detail));
    }
}
