package io.reelmill.gateway.requests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Times as callers write them: RFC 3339, whose years have four digits. A number is none: nobody could tell seconds from
 * milliseconds.
 */
final class Times {

    /** What a text that is no time is told. */
    static final String RULE = "must be a time such as 2026-12-31T18:00:00Z";

    private static final int LAST_YEAR = 9999;

    private Times() {}

    /** Reads a time; throws {@link DateTimeParseException}. */
    static Instant parse(String text) {
        Instant time = OffsetDateTime.parse(text).toInstant();
        int year = time.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > LAST_YEAR) {
            throw new DateTimeParseException("the year is not from 0 to " + LAST_YEAR, text, 0);
        }
        return time;
    }

    /** Checks when a job is to begin and to have ended; null where nothing is said. */
    static void check(Instant notBefore, Instant deadline, Instant now, Findings findings) {
        checkDeadline(deadline, now, findings);
        findings.check(ordered(notBefore, deadline), "notBefore", "must be before the deadline");
    }

    static void checkDeadline(Instant deadline, Instant now, Findings findings) {
        findings.check(deadline == null || deadline.isAfter(now), "deadline", "must be in the future");
    }

    static boolean ordered(Instant notBefore, Instant deadline) {
        return notBefore == null || deadline == null || notBefore.isBefore(deadline);
    }

    /** The same in JSON. */
    static final class Reader extends StdScalarDeserializer<Instant> {

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                return parse(parser.getText());
            } catch (DateTimeParseException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, parser.getText(), RULE);
            }
        }
    }
}
