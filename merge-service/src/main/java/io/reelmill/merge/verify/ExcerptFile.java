package io.reelmill.merge.verify;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * An excerpt in scratch space.
 *
 * @param path the file
 * @param excerpt what it holds
 * @param head bytes of its initialization
 * @param ranges first and last (exclusive) byte of each chunk's runs in the file
 */
record ExcerptFile(Path path, Excerpt excerpt, long head, Map<Integer, long[]> ranges) {

    /** A file that holds only the runs of one chunk. */
    ExcerptFile alone(int span, Path target) throws IOException {
        long[] range = ranges.get(span);
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        target,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            transfer(in, out, 0, head);
            transfer(in, out, range[0], range[1]);
        }
        return new ExcerptFile(
                target, excerpt.of(span), head, Map.of(span, new long[] {head, head + range[1] - range[0]}));
    }

    static void transfer(FileChannel in, FileChannel out, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            at += in.transferTo(at, to - at, out);
        }
    }
}
