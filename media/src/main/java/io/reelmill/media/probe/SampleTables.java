package io.reelmill.media.probe;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The tables of a track's samples, in the order of decoding. Everything that is unusual enough that players differ about it
 * gives no tables, so that somebody reads the packets instead.
 *
 * @param decode decoding time of each sample, in ticks of the media
 * @param shown composition time of each sample, in ticks of the media
 * @param key whether decoding can start at the sample
 * @param end offset in the file after the sample
 * @param lastDuration duration of the last sample in decoding order
 */
record SampleTables(long[] decode, long[] shown, boolean[] key, long[] end, long lastDuration) {

    private static final int MAX_SAMPLES = 20_000_000;

    /** Reads the {@code stbl} box. */
    static Optional<SampleTables> of(Mp4Box table) {
        try {
            return Optional.ofNullable(read(table));
        } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException | ArithmeticException e) {
            // A table that is shorter than it says.
            return Optional.empty();
        }
    }

    private static SampleTables read(Mp4Box table) {
        int[] sizes = sizes(table);
        if (sizes == null || sizes.length == 0 || descriptions(table) != 1) {
            return null;
        }
        long[] decode = new long[sizes.length];
        long last = decodeTimes(table, decode);
        long[] shown = decode.clone();
        if (last < 0 || !addOffsets(table, shown)) {
            return null;
        }
        long[] end = ChunkTable.ends(table, sizes);
        return end == null ? null : new SampleTables(decode, shown, keys(table, sizes.length), end, last);
    }

    private static int descriptions(Mp4Box table) {
        return table.find("stsd").map(box -> box.bytes().getInt(4)).orElse(0);
    }

    private static int[] sizes(Mp4Box table) {
        ByteBuffer in = table.find("stsz").map(Mp4Box::bytes).orElse(null);
        if (in == null) {
            return null;
        }
        int fixed = in.getInt(4);
        int count = in.getInt(8);
        if (count < 0 || count > MAX_SAMPLES || fixed == 0 && in.remaining() < 12 + 4L * count) {
            return null;
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = fixed != 0 ? fixed : in.getInt(12 + 4 * i);
        }
        return sizes;
    }

    /** Fills decoding times; the last duration, or -1 when the table has gaps. */
    private static long decodeTimes(Mp4Box table, long[] times) {
        ByteBuffer in = table.find("stts").map(Mp4Box::bytes).orElse(null);
        if (in == null) {
            return -1;
        }
        int entries = in.position(4).getInt();
        int sample = 0;
        long time = 0;
        long duration = 0;
        for (int i = 0; i < entries; i++) {
            int count = in.getInt();
            duration = in.getInt();
            if (duration < 0 || count < 0 || count > times.length - sample) {
                return -1;
            }
            for (int j = 0; j < count; j++) {
                times[sample++] = time;
                time = Math.addExact(time, duration);
            }
        }
        return sample == times.length ? duration : -1;
    }

    /** Adds composition offsets, where there are any; false when the table has gaps. */
    private static boolean addOffsets(Mp4Box table, long[] times) {
        ByteBuffer in = table.find("ctts").map(Mp4Box::bytes).orElse(null);
        if (in == null) {
            return true;
        }
        int entries = in.position(4).getInt();
        int sample = 0;
        for (int i = 0; i < entries; i++) {
            int count = in.getInt();
            int offset = in.getInt();
            if (count < 0 || count > times.length - sample) {
                return false;
            }
            for (int j = 0; j < count; j++) {
                times[sample++] += offset;
            }
        }
        return sample == times.length;
    }

    /** Without a table every sample is a keyframe. Some writers count from 0. */
    private static boolean[] keys(Mp4Box table, int samples) {
        boolean[] keys = new boolean[samples];
        ByteBuffer in = table.find("stss").map(Mp4Box::bytes).orElse(null);
        if (in == null) {
            java.util.Arrays.fill(keys, true);
            return keys;
        }
        int entries = in.position(4).getInt();
        int base = entries > 0 && in.getInt(8) == 0 ? 0 : 1;
        for (int i = 0; i < entries; i++) {
            int sample = in.getInt() - base;
            if (sample >= 0 && sample < samples) {
                keys[sample] = true;
            }
        }
        return keys;
    }
}
