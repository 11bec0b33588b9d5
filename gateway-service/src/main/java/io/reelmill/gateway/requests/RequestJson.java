package io.reelmill.gateway.requests;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.reelmill.common.job.ProblemCode;
import io.reelmill.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Reads bodies strictly: a misspelt field is an error with its name, not a default that surprises later. */
public final class RequestJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module().configureReadAbsentAsNull(true))
            .addModule(new SimpleModule("times").addDeserializer(Instant.class, new Times.Reader()))
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RequestJson() {}

    /** The body as such a request. Throws {@code BAD_JSON} or {@code VALIDATION_FAILED} with the field. */
    public static <T> T read(String json, Class<T> type) {
        if (json.isBlank()) {
            throw ProblemException.of(ProblemCode.BAD_JSON, "the body is empty; a JSON object is expected");
        }
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw ProblemException.of(ProblemCode.BAD_JSON, "the body is null; a JSON object is expected");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.invalid(path(e), "is not a known field");
        } catch (JsonMappingException e) {
            throw e.getPath().isEmpty() ? badJson(e) : ProblemException.invalid(path(e), expectation(e));
        } catch (JsonProcessingException e) {
            throw badJson(e);
        }
    }

    /** Digest of what requests ask for: equal for equal requests, whatever the order of their fields. */
    public static String digest(Object... parts) {
        try {
            byte[] canonical = MAPPER.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("cannot digest a request", e);
        }
    }

    private static ProblemException badJson(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String where = at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
        return ProblemException.of(ProblemCode.BAD_JSON, firstLine(e.getOriginalMessage()) + where);
    }

    private static String expectation(JsonMappingException e) {
        Class<?> target =
                e instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException m ? m.getTargetType() : null;
        if (target == null) {
            return firstLine(e.getOriginalMessage());
        }
        return switch (target.getSimpleName()) {
            case "Integer", "Long" -> "must be a whole number";
            case "Double" -> "must be a number";
            case "Boolean" -> "must be true or false";
            case "String" -> "must be a string";
            case "Instant" -> Times.RULE;
            case "ArrayList", "List" -> "must be an array";
            default -> "must be an object";
        };
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
