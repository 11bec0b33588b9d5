package io.reelmill.common.memory;

import io.reelmill.common.spec.VideoCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One measurement.
 *
 * @param work what was encoded
 * @param mib its peak
 */
record Measured(MemoryWork work, double mib) {

    private static final Path RESULTS = Path.of("..", "bench", "memory-results.csv");

    /** Everything that {@code bench/memory} has measured. */
    static List<Measured> all() {
        try {
            return Files.readAllLines(RESULTS).stream()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("codec,"))
                    .map(line -> parse(line.split(",")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Measured parse(String[] f) {
        MemoryPicture output = picture(f[4], f[5], f[2]);
        MemoryPicture source = picture(f[7], f[8], f[9]);
        MemoryWork work = new MemoryWork(
                VideoCodec.valueOf(f[0]),
                f[1],
                output,
                Integer.parseInt(f[3]),
                f[6],
                source,
                Boolean.parseBoolean(f[10]),
                Boolean.parseBoolean(f[11]));
        return new Measured(work, Double.parseDouble(f[13]) / 1024);
    }

    private static MemoryPicture picture(String width, String height, String bits) {
        return MemoryPicture.of(Integer.parseInt(width), Integer.parseInt(height), "yuv420p", Integer.parseInt(bits));
    }

    /** Whether the source has the size of the output and the usual codec, so that the encoder is what it is about. */
    boolean plain() {
        return work.decoder().equals("h264")
                && work.source().width() == work.output().width()
                && work.source().height() == work.output().height()
                && !work.source().deep()
                && !work.deinterlace();
    }

    /** Whether it is about a decoder: seen through a small and cheap encode. */
    boolean decoding() {
        return cheap() && !work.deinterlace();
    }

    /** Whether it is about weaving fields. */
    boolean weaving() {
        return cheap() && work.deinterlace();
    }

    private boolean cheap() {
        return work.codec() == VideoCodec.H264
                && work.preset().equals("ultrafast")
                && work.output().height() == 360
                && !work.lean();
    }

    String encoder() {
        return MemoryModel.encoder(work);
    }
}
