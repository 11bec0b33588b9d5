package io.reelmill.media.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/** Keeps the last lines of standard error and counts complaints of decoders. Links are shortened: their query is a secret. */
final class ErrorReader {

    private static final int LINES = 20;
    private static final int LINE_LENGTH = 300;
    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?]+)\\?\\S*");
    private static final Pattern DECODER = Pattern.compile(
            "(?i)error while decoding|decode_slice_header|corrupt|concealing|non-existing [sp]ps|no frame!"
                    + "|reference count|missing reference|could not find ref|invalid nal|error submitting packet"
                    + "|invalid data found when processing input|left block unavailable|top block unavailable"
                    + "|ac-tex damaged|cbp too large|mb_skip_run|out of range intra|negative number of zero coeffs");

    private final Deque<String> tail = new ArrayDeque<>();
    private long decodeErrors;

    synchronized void accept(String line) {
        String safe = QUERY.matcher(line).replaceAll("$1?…");
        tail.addLast(safe.length() > LINE_LENGTH ? safe.substring(0, LINE_LENGTH) : safe);
        if (tail.size() > LINES) {
            tail.removeFirst();
        }
        if (DECODER.matcher(line).find()) {
            decodeErrors++;
        }
    }

    synchronized String tail() {
        return String.join("\n", tail);
    }

    synchronized long decodeErrors() {
        return decodeErrors;
    }
}
