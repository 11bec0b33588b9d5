package io.reelmill.operator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelmill.common.job.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayProblemTest {

    private static String own(String code) {
        return "{\"type\": \"urn:reelmill:problem:x\", \"code\": \"%s\", \"detail\": \"why\"}".formatted(code);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_gateway_tells_in_its_own_form_is_taken_by_its_code(ProblemCode code) {
        GatewayProblem problem = GatewayJson.problem(code.status(), own(code.name()));

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem).hasMessage("why");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | <h1>404 page not found</h1>",
                "404 | {\"code\": \"JOB_NOT_FOUND\", \"detail\": \"a route of another product\"}",
                "404 | {\"type\": \"about:blank\", \"code\": \"NOT_FOUND\"}",
                "400 | ''",
                "408 | null",
                "413 | []",
                "429 | slow down",
                "301 | moved",
                "502 | {\"message\": \"bad gateway\"}",
            })
    void what_somebody_else_answers_passes(int status, String body) {
        GatewayProblem problem = GatewayJson.problem(status, body);

        assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
        assertThat(problem.passing()).isTrue();
        assertThat(problem).hasMessageContaining("not the gateway").hasMessageContaining(String.valueOf(status));
    }

    @Test
    void a_problem_without_a_sentence_has_the_words_of_its_code() {
        assertThat(GatewayJson.problem(403, "{\"type\": \"urn:reelmill:problem:x\", \"code\": \"FOREIGN_HOST\"}"))
                .hasMessage(ProblemCode.FOREIGN_HOST.title());
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void who_is_turned_away_on_the_way_lacks_a_token(int status) {
        assertThat(GatewayJson.problem(status, "denied").code()).isEqualTo(ProblemCode.UNAUTHORIZED);
    }

    @Test
    void a_code_of_a_newer_gateway_is_taken_by_its_status() {
        assertThat(GatewayJson.problem(422, own("NEVER_HEARD_OF")).passing()).isFalse();
        assertThat(GatewayJson.problem(503, own("NEVER_HEARD_OF")).passing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE,       true",
        "UNAUTHORIZED,      true",
        "TOO_MANY_JOBS,     true",
        "FOREIGN_HOST,      true",
        "FOREIGN_ORIGIN,    true",
        "NOT_FOUND,         true",
        "METHOD_NOT_ALLOWED, true",
        "BAD_JSON,          false",
        "VALIDATION_FAILED, false",
        "JOB_NOT_FOUND,     false",
        "TOO_LARGE,         false",
    })
    void only_what_is_wrong_with_the_request_is_final(ProblemCode code, boolean passing) {
        assertThat(new GatewayProblem(code, "why").passing()).isEqualTo(passing);
    }
}
