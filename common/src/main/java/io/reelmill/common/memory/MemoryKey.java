package io.reelmill.common.memory;

import io.reelmill.common.spec.VideoCodec;
import java.util.ArrayList;
import java.util.List;

/**
 * Under what peaks and deaths are remembered. Work under one key is alike in everything that decides its memory, so that what
 * was learned from one encode is never applied to an unlike one.
 *
 * @param codec codec to produce
 * @param preset encoder preset
 * @param bits bits per component of the picture that is encoded: 8 or 10
 * @param size its pixels
 * @param threads threads of decoder, filters and encoder each
 * @param decoder ffmpeg's name of the source's codec
 * @param sourceBits bits per component of the picture that is decoded: 8 or 10
 * @param sourceBitsPerPixel bits that its pixels take, which differ by color
 * @param source its pixels
 * @param scaled whether pictures are converted between decoder and encoder
 * @param deinterlace whether pictures are deinterlaced
 * @param lean whether the command with the shortest lookahead is used
 */
public record MemoryKey(
        VideoCodec codec,
        String preset,
        int bits,
        SizeBucket size,
        int threads,
        String decoder,
        int sourceBits,
        int sourceBitsPerPixel,
        SizeBucket source,
        boolean scaled,
        boolean deinterlace,
        boolean lean) {

    private static final String SCALED = "scale";
    private static final String DEINTERLACE = "deinterlace";
    private static final String LEAN = "lean";
    private static final String PLAIN = "plain";
    private static final int PARTS = 7;

    public MemoryKey {
        if (!preset.matches("\\w+") || !decoder.matches("\\w+")) {
            throw new IllegalArgumentException(
                    "not names of a preset and a decoder: %s, %s".formatted(preset, decoder));
        }
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    public static MemoryKey parse(String text) {
        String[] parts = text.split("/", -1);
        String[] source = parts.length == PARTS ? parts[5].split("-") : new String[0];
        if (source.length != 4) {
            throw new IllegalArgumentException("not a memory key: " + text);
        }
        List<String> traits = List.of(parts[6].split("\\+"));
        return new MemoryKey(
                VideoCodec.valueOf(parts[0]),
                parts[1],
                number(parts[2], "bit"),
                SizeBucket.parse(parts[3]),
                number(parts[4], "t"),
                source[0],
                number(source[1], "bit"),
                number(source[2], "bpp"),
                SizeBucket.parse(source[3]),
                traits.contains(SCALED),
                traits.contains(DEINTERLACE),
                traits.contains(LEAN));
    }

    private static int number(String text, String unit) {
        if (!text.matches("\\d{1,6}" + unit)) {
            throw new IllegalArgumentException("not a number of " + unit + ": " + text);
        }
        return Integer.parseInt(text.substring(0, text.length() - unit.length()));
    }

    /** The same work with the command that has the shortest lookahead, and one thread. */
    public MemoryKey asLean() {
        return with(1, true);
    }

    /** The same work with so many threads; the lean command has one whatever is said. */
    public MemoryKey withThreads(int other) {
        return lean ? this : with(other, false);
    }

    private MemoryKey with(int otherThreads, boolean otherLean) {
        return new MemoryKey(
                codec,
                preset,
                bits,
                size,
                otherThreads,
                decoder,
                sourceBits,
                sourceBitsPerPixel,
                source,
                scaled,
                deinterlace,
                otherLean);
    }

    /** Stable, for a column of a database and for people: {@code H264/medium/8bit/1049k/1t/hevc-10bit-24bpp-2097k/scale}. */
    @Override
    public String toString() {
        List<String> traits = new ArrayList<>();
        if (scaled) {
            traits.add(SCALED);
        }
        if (deinterlace) {
            traits.add(DEINTERLACE);
        }
        if (lean) {
            traits.add(LEAN);
        }
        return String.join(
                "/",
                codec.name(),
                preset,
                bits + "bit",
                size.toString(),
                threads + "t",
                "%s-%dbit-%dbpp-%s".formatted(decoder, sourceBits, sourceBitsPerPixel, source),
                traits.isEmpty() ? PLAIN : String.join("+", traits));
    }
}
