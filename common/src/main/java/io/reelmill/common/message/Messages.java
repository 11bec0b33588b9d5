package io.reelmill.common.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Writes and reads messages as JSON. Unknown fields are tolerated, so that a newer sender does not stop an older reader. */
public final class Messages {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private Messages() {}

    /** The message as JSON. */
    public static String write(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot write " + message.getClass().getSimpleName(), e);
        }
    }

    /**
     * The message in the JSON.
     *
     * @param json the value of a record; null for one without a value
     * @throws UndecodableMessageException when there is nothing, it is not JSON, or it lacks what such a message must hold
     */
    public static <T> T read(String json, Class<T> type) {
        if (json == null) {
            throw new UndecodableMessageException("no value where a " + type.getSimpleName() + " should be", null);
        }
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UndecodableMessageException("empty " + type.getSimpleName(), null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new UndecodableMessageException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Something that cannot be read as the message it should be; goes to the dead letters. */
    public static final class UndecodableMessageException extends RuntimeException {
        public UndecodableMessageException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
