package io.reelmill.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemJsonTest {

    @Test
    void a_problem_keeps_its_code_and_detail() {
        GatewayException e = ProblemJson.read(
                422, "{\"code\":\"VALIDATION_FAILED\",\"title\":\"t\",\"detail\":\"crf: too high\",\"x\":1}", null);
        assertThat(e.code()).isEqualTo("VALIDATION_FAILED");
        assertThat(e).hasMessage("crf: too high");
        assertThat(e.temporary()).isFalse();
    }

    @Test
    void what_is_no_problem_is_shown_as_it_is() {
        GatewayException e = ProblemJson.read(502, "<html>bad gateway</html>", null);
        assertThat(e.code()).isEqualTo("HTTP_502");
        assertThat(e).hasMessageContaining("<html>bad gateway</html>");
    }

    @ParameterizedTest
    @CsvSource({
        "429,TOO_MANY_JOBS,true",
        "503,UNAVAILABLE,true",
        "409,UPLOAD_IN_PROGRESS,true",
        "409,JOB_ENDED,false",
        "507,STORAGE_FULL,false",
        "413,TOO_LARGE,false"
    })
    void some_problems_pass(int status, String code, boolean temporary) {
        GatewayException e = ProblemJson.read(status, "{\"code\":\"" + code + "\",\"detail\":\"d\"}", "7");
        assertThat(e.temporary()).isEqualTo(temporary);
        assertThat(e.retryAfterSeconds()).isEqualTo(7);
    }
}
