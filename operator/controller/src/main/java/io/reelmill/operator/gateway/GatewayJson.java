package io.reelmill.operator.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.reelmill.common.job.ProblemCode;

/** JSON as the gateway speaks it; what it says beyond what is known here is left out. */
final class GatewayJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** A problem as the gateway tells it. */
    private record Problem(ProblemCode code, String detail) {}

    private GatewayJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Fails as {@code INTERNAL} on what is no such value. */
    static <T> T read(String json, Class<T> type) throws GatewayProblem {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new GatewayProblem(
                    ProblemCode.INTERNAL, "the gateway's answer cannot be read: " + e.getOriginalMessage());
        }
    }

    /** The problem in an answer; one by its status where the answer holds none, as that of a proxy in between. */
    static GatewayProblem problem(int status, String body) {
        try {
            Problem told = MAPPER.readValue(body, Problem.class);
            if (told != null && told.code() != null) {
                return new GatewayProblem(told.code(), told.detail());
            }
        } catch (JsonProcessingException e) {
            // told by its status below
        }
        ProblemCode code = status == 401 || status == 403
                ? ProblemCode.UNAUTHORIZED
                : status >= 500 ? ProblemCode.UNAVAILABLE : ProblemCode.BAD_REQUEST;
        return new GatewayProblem(code, "the gateway answered with status " + status);
    }
}
