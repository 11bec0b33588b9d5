package io.reelmill.merge.verify;

import io.reelmill.merge.join.Joined;
import io.reelmill.merge.mp4.FragmentWriter;
import io.reelmill.merge.mp4.SampleTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/** Writes an excerpt of a joined file as a small file of the same kind. */
final class ExcerptWriter {

    private ExcerptWriter() {}

    static ExcerptFile write(Joined joined, Excerpt excerpt, Path target) throws IOException {
        FragmentWriter writer = new FragmentWriter(joined.trackId(), joined.delay());
        Map<Integer, long[]> ranges = new HashMap<>();
        try (FileChannel in = FileChannel.open(joined.file(), StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        target,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, joined.initialization());
            for (Excerpt.Run run : excerpt.runs()) {
                long start = out.position();
                writeFully(out, writer.header(joined.samples(), run.from(), run.to(), i -> joined.clock()[i]));
                copy(in, out, joined.samples(), run);
                ranges.merge(run.span(), new long[] {start, out.position()}, (a, b) -> new long[] {a[0], b[1]});
            }
        }
        return new ExcerptFile(target, excerpt, joined.initialization().length, ranges);
    }

    /** The frames of a GOP lie side by side. */
    private static void copy(FileChannel in, FileChannel out, SampleTable samples, Excerpt.Run run) throws IOException {
        int last = run.to() - 1;
        ExcerptFile.transfer(in, out, samples.offset(run.from()), samples.offset(last) + samples.size(last));
    }

    private static void writeFully(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }
}
