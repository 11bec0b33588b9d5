package io.reelmill.gateway.uploads;

import io.reelmill.gateway.uploads.MultipartReader.MultipartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of a form.
 *
 * @param header what it says of itself
 * @param body its bytes; to be read before the next part is asked for
 */
record MultipartPart(Header header, InputStream body) {

    private static final int MAX_FIELD_BYTES = 16 << 10;

    /** The value of a field. */
    String text() throws IOException {
        byte[] bytes = body.readNBytes(MAX_FIELD_BYTES + 1);
        if (bytes.length > MAX_FIELD_BYTES) {
            throw new MultipartException("field \"%s\" is longer than %d bytes; a file needs a file name"
                    .formatted(header.name(), MAX_FIELD_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The headers of a part.
     *
     * @param name name of the field
     * @param fileName name of the file, null for a plain field
     * @param contentType media type, null when not told
     */
    record Header(String name, String fileName, String contentType) {

        private static final Pattern PARAMETER =
                Pattern.compile(";\\s*([A-Za-z*]+)=(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^;\\s]*))");

        static Header parse(String lines) throws MultipartException {
            String disposition = null;
            String contentType = null;
            for (String line : lines.split("\n")) {
                int colon = line.indexOf(':');
                String key = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                if (key.equals("content-disposition")) {
                    disposition = line.substring(colon + 1).strip();
                } else if (key.equals("content-type")) {
                    contentType = line.substring(colon + 1).strip();
                }
            }
            String name = disposition == null ? null : parameter(disposition, "name");
            if (name == null) {
                throw new MultipartException("a part has no name");
            }
            return new Header(name, parameter(disposition, "filename"), contentType);
        }

        private static String parameter(String header, String name) {
            Matcher matcher = PARAMETER.matcher(header);
            while (matcher.find()) {
                if (matcher.group(1).equalsIgnoreCase(name)) {
                    return matcher.group(2) == null ? matcher.group(3) : unescape(matcher.group(2));
                }
            }
            return null;
        }

        /** Senders write a quote as {@code \"} or as {@code %22} (the HTML standard). */
        private static String unescape(String quoted) {
            return quoted.replace("\\\"", "\"").replace("%22", "\"").replace("\\\\", "\\");
        }
    }
}
