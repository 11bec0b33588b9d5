package io.reelmill.cli.admin;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A length of time as people write it: {@code 90s}, {@code 20m}, {@code 2h}, {@code 1d}, or ISO 8601. Pure. */
final class AgeConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            Duration age = Duration.parse(upper.startsWith("P") ? upper : (upper.endsWith("D") ? "P" : "PT") + upper);
            if (!age.isNegative()) {
                return age;
            }
        } catch (DateTimeParseException e) {
            // Told below, as a negative one is.
        }
        throw new TypeConversionException("'" + text + "' is not a length of time such as 90s, 20m or 2h");
    }
}
