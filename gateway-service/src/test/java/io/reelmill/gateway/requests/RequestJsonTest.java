package io.reelmill.gateway.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.Problem.FieldError;
import io.reelmill.gateway.problem.ProblemException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "{", "{'a':}", "[]x", "{} {}", "{'priority':1,'priority':2}", "nonsense"})
    void what_is_not_json_is_told_with_its_place(String json) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem.code()).isIn(ProblemCode.BAD_JSON, ProblemCode.VALIDATION_FAILED);
        assertThat(problem.getMessage()).isNotBlank();
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                arguments("{'sorce':1}", "sorce", "is not a known field"),
                arguments("{'outputs':[{'name':'a'},{'hight':1}]}", "outputs[1].hight", "is not a known field"),
                arguments("{'outputs':[{'height':'x'}]}", "outputs[0].height", "must be a whole number"),
                arguments("{'outputs':[{'height':1.5}]}", "outputs[0].height", "must be a whole number"),
                arguments("{'outputs':[{'crf':'23'}]}", "outputs[0].crf", "must be a number"),
                arguments("{'outputs':{}}", "outputs", "must be an array"),
                arguments("{'labels':[]}", "labels", "must be an object"),
                arguments("{'allowPartial':'maybe'}", "allowPartial", "must be true or false"),
                arguments("{'deadline':'tomorrow'}", "deadline", "must be a time such as 2026-12-31T18:00:00Z"),
                arguments("{'deadline':1780000000}", "deadline", Times.RULE),
                arguments("{'deadline':1780000000.5}", "deadline", Times.RULE),
                arguments("{'deadline':'1780000000'}", "deadline", Times.RULE),
                arguments("{'deadline':''}", "deadline", Times.RULE),
                arguments("{'deadline':'+10000-01-01T00:00:00Z'}", "deadline", Times.RULE),
                arguments("{'notBefore':'-0001-12-31T23:59:59Z'}", "notBefore", Times.RULE),
                arguments("{'source':'http://a'}", "source", "must be an object"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void a_field_that_cannot_be_read_is_named_and_what_it_must_be(String json, String field, String detail) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));

        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(problem.errors()).containsExactly(new FieldError(field, detail));
    }

    @Test
    void equal_requests_have_equal_digests_whatever_the_order_of_their_fields() {
        JobRequest one = read("{'priority':1,'labels':{'a':'b','c':'d'}}");
        JobRequest same = read("{'labels':{'c':'d','a':'b'},'priority':1}");
        JobRequest other = read("{'labels':{'c':'d','a':'b'},'priority':2}");

        assertThat(RequestJson.digest("json", one)).isEqualTo(RequestJson.digest("json", same));
        assertThat(RequestJson.digest("json", one)).isNotEqualTo(RequestJson.digest("json", other));
        assertThat(RequestJson.digest("json", one)).isNotEqualTo(RequestJson.digest("upload", one));
    }

    private static JobRequest read(String json) {
        return RequestJson.read(json.replace('\'', '"'), JobRequest.class);
    }
}
