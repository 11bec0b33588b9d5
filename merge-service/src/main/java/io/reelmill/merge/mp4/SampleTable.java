package io.reelmill.merge.mp4;

import java.util.Arrays;
import java.util.BitSet;

/** Samples of one video track in decode order: where they lie, when they are shown. Grows; not thread-safe. */
public final class SampleTable {

    private int count;
    private long[] offsets = new long[512];
    private int[] sizes = new int[512];
    private long[] pts = new long[512];
    private final BitSet keys = new BitSet();

    /**
     * Appends a sample.
     *
     * @param offset position of its first byte in the file
     * @param size size in bytes
     * @param time presentation time in ticks of the track
     * @param key whether decoding can start here
     */
    public void add(long offset, int size, long time, boolean key) {
        if (count == sizes.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            sizes = Arrays.copyOf(sizes, count * 2);
            pts = Arrays.copyOf(pts, count * 2);
        }
        offsets[count] = offset;
        sizes[count] = size;
        pts[count] = time;
        keys.set(count, key);
        count++;
    }

    public int count() {
        return count;
    }

    public long offset(int i) {
        return offsets[i];
    }

    public int size(int i) {
        return sizes[i];
    }

    public long pts(int i) {
        return pts[i];
    }

    public boolean key(int i) {
        return keys.get(i);
    }

    /** The first sample after {@code i} at which decoding can start, or the number of samples. */
    public int nextKey(int i) {
        int next = keys.nextSetBit(i + 1);
        return next < 0 ? count : next;
    }

    /** The last sample at or before {@code i} at which decoding can start, or -1. */
    public int keyAt(int i) {
        return keys.previousSetBit(i);
    }

    /** Presentation times in ascending order. */
    public long[] sortedPts() {
        long[] sorted = Arrays.copyOf(pts, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Bytes of all samples. */
    public long bytes() {
        return Arrays.stream(sizes, 0, count).asLongStream().sum();
    }
}
