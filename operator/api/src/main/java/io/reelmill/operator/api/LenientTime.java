package io.reelmill.operator.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads a time; what is none, as a definition of before lets pass, is read as none. One resource that cannot be read would keep an
 * operator from all others.
 */
final class LenientTime extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    LenientTime() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
            return Instant.parse(parser.getText());
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
