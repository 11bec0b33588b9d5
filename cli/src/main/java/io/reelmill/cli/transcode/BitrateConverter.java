package io.reelmill.cli.transcode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 2500000}, {@code 2500k} or {@code 2.5M}. */
final class BitrateConverter implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)([kKmM]?)");

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'%s' is not a bitrate such as 2500000, 2500k or 2.5M".formatted(text));
        }
        long unit =
                switch (matcher.group(2)) {
                    case "k", "K" -> 1_000;
                    case "m", "M" -> 1_000_000;
                    default -> 1;
                };
        return Math.round(Double.parseDouble(matcher.group(1)) * unit);
    }
}
