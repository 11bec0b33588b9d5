package io.reelmill.media.probe;

/**
 * One packet as ffprobe lists it.
 *
 * @param pts when it is shown, null when not told
 * @param duration how long, 0 when not told
 * @param key whether decoding can start here
 * @param discarded whether it is decoded but never shown
 */
record Packet(Long pts, long duration, boolean key, boolean discarded) {

    /** Parses {@code pts=1536|duration=512|flags=K__}; null for any other line. */
    static Packet parse(String line) {
        if (!line.startsWith("pts=")) {
            return null;
        }
        Long pts = null;
        long duration = 0;
        String flags = "";
        for (String field : line.split("\\|")) {
            int at = field.indexOf('=');
            String value = at < 0 ? "" : field.substring(at + 1);
            if (field.startsWith("pts=")) {
                pts = number(value);
            } else if (field.startsWith("duration=")) {
                Long told = number(value);
                duration = told == null ? 0 : told;
            } else if (field.startsWith("flags=")) {
                flags = value;
            }
        }
        return new Packet(pts, duration, flags.indexOf('K') >= 0, flags.indexOf('D') >= 0);
    }

    private static Long number(String text) {
        return text.isEmpty() || text.equals("N/A") ? null : Long.valueOf(text);
    }
}
