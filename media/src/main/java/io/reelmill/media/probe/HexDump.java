package io.reelmill.media.probe;

/** Reads the hexadecimal dumps that ffprobe makes of data. */
final class HexDump {

    /** {@code 00000010: } before and 39 characters of digits in groups of four. */
    private static final int DIGITS = 10;

    private static final int DIGITS_END = DIGITS + 39;
    private static final int HEX = 16;

    private HexDump() {}

    /** The bytes as Latin-1 text. */
    static String text(String dump) {
        StringBuilder text = new StringBuilder();
        dump.lines().filter(line -> line.length() > DIGITS).forEach(line -> append(text, line));
        return text.toString();
    }

    private static void append(StringBuilder text, String line) {
        String digits =
                line.substring(DIGITS, Math.min(line.length(), DIGITS_END)).replace(" ", "");
        for (int i = 0; i + 1 < digits.length(); i += 2) {
            int high = Character.digit(digits.charAt(i), HEX);
            int low = Character.digit(digits.charAt(i + 1), HEX);
            if (high < 0 || low < 0) {
                return;
            }
            text.append((char) (high * HEX + low));
        }
    }
}
