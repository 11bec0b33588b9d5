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

    private static final String OWN_PROBLEM = "urn:reelmill:problem:";

    /** A problem as the gateway tells it; its type tells it from those of others. */
    private record Problem(String type, ProblemCode code, String detail) {

        boolean own() {
            return type != null && type.startsWith(OWN_PROBLEM);
        }
    }

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

    /**
     * The problem in an answer. Where the gateway did not tell it in its own form somebody else answered, as a proxy in between:
     * that says nothing about the request, and passes.
     */
    static GatewayProblem problem(int status, String body) {
        Problem told = told(body);
        if (told != null && told.own()) {
            ProblemCode unknown = status >= 500 ? ProblemCode.UNAVAILABLE : ProblemCode.BAD_REQUEST;
            ProblemCode code = told.code() == null ? unknown : told.code();
            return new GatewayProblem(code, told.detail() == null ? code.title() : told.detail());
        }
        ProblemCode code = status == 401 || status == 403 ? ProblemCode.UNAUTHORIZED : ProblemCode.UNAVAILABLE;
        return new GatewayProblem(
                code, "something that is not the gateway answered at its address, with status " + status);
    }

    private static Problem told(String body) {
        try {
            return MAPPER.readValue(body, Problem.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
