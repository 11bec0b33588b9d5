package io.reelmill.media.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process says on standard error, written with {@code -loglevel repeat+level+info}: the last lines are kept,
 * complaints about the input and about reading it are counted. Addresses lose their query, which may hold a signature.
 */
final class ErrorLog {

    private static final int LINES = 60;
    private static final int LINE_LENGTH = 500;
    /** The level follows the component: {@code [h264 @ 0x55] [error] error while decoding MB 3 4}. */
    private static final Pattern COMPLAINT = Pattern.compile("^(\\[[^\\]]*\\] )*\\[(error|fatal|panic)\\] .*");

    private static final Pattern CORRUPT =
            Pattern.compile(".*\\[warning\\] (corrupt decoded frame|.*missing picture).*");
    /** Packets of which a part is missing, as demuxers know it; what is left of them may decode. */
    private static final Pattern CORRUPT_PACKET =
            Pattern.compile(".*\\[warning\\] (Packet corrupt|corrupt input packet).*");

    /** Components that write, not read; and lines that only sum up. */
    private static final Pattern OUTPUT = Pattern.compile(
            "^\\[(out#|https? @|tcp @|tls @|[av]ost#|aost|vost|enc:|lib[xs]|Parsed_|aac @.*Qavg|[av]f#|fc#).*");

    /** A connection that broke, as its own component says it, or as the errors of the system that end a demuxer. */
    private static final Pattern READING = Pattern.compile("^\\[(https?|tcp|tls) @ [^\\]]*\\] \\[(error|fatal)\\] .*"
            + "|^\\[https? @ [^\\]]*\\] \\[warning\\] HTTP error .*"
            + "|^\\[in#[^\\]]*\\] \\[(error|fatal)\\] .*: (Input/output error|Connection (reset by peer|timed out|refused)"
            + "|Broken pipe|Network is unreachable|No route to host|Server returned .*)$");

    /** The text of {@code ENOMEM}. */
    private static final String REFUSED = "Cannot allocate memory";

    /** The text of {@code ENOSPC}. */
    private static final String FULL = "No space left on device";

    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?]+)\\?[^\\s:]*");
    private static final Pattern MAXRSS = Pattern.compile("bench: maxrss=(\\d+)\\s*(?:kB|KiB)");

    private final Deque<String> tail = new ArrayDeque<>();
    private long complaints;
    private long readErrors;
    private long corruptPackets;
    private boolean refused;
    private boolean full;
    private long maxResidentBytes;

    synchronized void line(String said) {
        String line = QUERY.matcher(said).replaceAll("$1?(hidden)");
        Matcher bench = MAXRSS.matcher(line);
        if (bench.find()) {
            maxResidentBytes = Long.parseLong(bench.group(1)) * 1024;
            return;
        }
        if (PreRoll.over(line)) {
            complaints = 0;
            return;
        }
        if (complaint(line)) {
            complaints++;
        }
        if (READING.matcher(line).matches()) {
            readErrors++;
        }
        if (CORRUPT_PACKET.matcher(line).matches()) {
            corruptPackets++;
        }
        refused |= line.contains(REFUSED);
        full |= line.contains(FULL);
        tail.addLast(line.length() > LINE_LENGTH ? line.substring(0, LINE_LENGTH) : line);
        if (tail.size() > LINES) {
            tail.removeFirst();
        }
    }

    private static boolean complaint(String line) {
        boolean reader =
                COMPLAINT.matcher(line).matches() || CORRUPT.matcher(line).matches();
        return reader && !OUTPUT.matcher(line).matches();
    }

    synchronized String tail() {
        return String.join("\n", tail);
    }

    synchronized long complaints() {
        return complaints;
    }

    synchronized long readErrors() {
        return readErrors;
    }

    synchronized long corruptPackets() {
        return corruptPackets;
    }

    /** Whether it said that it was refused memory; damaged input makes it say so as well. */
    synchronized boolean refused() {
        return refused;
    }

    /** Whether there was no room for what it writes. */
    synchronized boolean full() {
        return full;
    }

    synchronized long maxResidentBytes() {
        return maxResidentBytes;
    }
}
