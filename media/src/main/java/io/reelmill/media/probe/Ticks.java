package io.reelmill.media.probe;

import java.util.Arrays;

/** A growing array of ticks. */
final class Ticks {

    private long[] values = new long[1024];
    private int count;

    void add(long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    long last() {
        return values[count - 1];
    }

    boolean empty() {
        return count == 0;
    }

    long[] inOrder() {
        return Arrays.copyOf(values, count);
    }

    long[] sorted() {
        long[] sorted = inOrder();
        Arrays.sort(sorted);
        return sorted;
    }
}
