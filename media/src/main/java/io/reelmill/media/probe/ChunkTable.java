package io.reelmill.media.probe;

import java.nio.ByteBuffer;

/** Where samples lie in the file: runs of samples ({@code stsc}) at offsets ({@code stco} or {@code co64}). */
final class ChunkTable {

    private ChunkTable() {}

    /** Offset after each sample; null when the tables do not place all of them. */
    static long[] ends(Mp4Box table, int[] sizes) {
        long[] offsets = offsets(table);
        ByteBuffer runs = table.find("stsc").map(Mp4Box::bytes).orElse(null);
        if (offsets == null || runs == null) {
            return null;
        }
        long[] ends = new long[sizes.length];
        int sample = 0;
        int entries = runs.position(4).getInt();
        for (int i = 0; i < entries && sample < sizes.length; i++) {
            int first = runs.getInt() - 1;
            int perChunk = runs.getInt();
            runs.getInt();
            int next = i + 1 < entries ? runs.getInt(runs.position()) - 1 : offsets.length;
            if (first < 0 || next < first || next > offsets.length || perChunk < 0) {
                return null;
            }
            for (int chunk = first; chunk < next && sample < sizes.length; chunk++) {
                sample = place(offsets[chunk], perChunk, sizes, ends, sample);
            }
        }
        return sample == sizes.length ? ends : null;
    }

    private static int place(long offset, int count, int[] sizes, long[] ends, int from) {
        long at = offset;
        int sample = from;
        for (int j = 0; j < count && sample < sizes.length; j++) {
            at += Integer.toUnsignedLong(sizes[sample]);
            ends[sample++] = at;
        }
        return sample;
    }

    private static long[] offsets(Mp4Box table) {
        ByteBuffer in = table.find("stco").map(Mp4Box::bytes).orElse(null);
        boolean large = in == null;
        if (large) {
            in = table.find("co64").map(Mp4Box::bytes).orElse(null);
        }
        if (in == null) {
            return null;
        }
        int count = in.position(4).getInt();
        if (count < 0 || in.remaining() < (long) count * (large ? Long.BYTES : Integer.BYTES)) {
            return null;
        }
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            offsets[i] = large ? in.getLong() : Integer.toUnsignedLong(in.getInt());
        }
        return offsets;
    }
}
