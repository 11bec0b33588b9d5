package io.reelmill.merge.mp4;

import java.nio.ByteBuffer;

/** Builds the {@code moof} of a run of samples whose bytes follow in one {@code mdat}. */
public final class FragmentWriter {

    private static final int KEY_FLAGS = 0x02000000;
    private static final int NON_KEY_FLAGS = 0x01010000;
    private static final int BYTES_PER_SAMPLE = 16;
    private static final int RUN_FLAGS = 0x1 | 0x100 | 0x200 | 0x400 | 0x800;
    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;

    private final int trackId;
    private final long delay;
    private int sequence;

    /**
     * @param trackId id of the track in the initialization
     * @param delay ticks that every presentation time is moved on, so that nothing is shown before it is decoded
     */
    public FragmentWriter(int trackId, long delay) {
        this.trackId = trackId;
        this.delay = delay;
    }

    /** When samples are decoded, in ticks. */
    public interface Clock {
        /** Decode time of sample {@code i}; the one after the last is the end of the run. */
        long decodeTime(int i);
    }

    /**
     * The headers of the samples {@code from} (inclusive) to {@code to} (exclusive): a whole {@code moof} and the header
     * of its {@code mdat}.
     */
    public byte[] header(SampleTable samples, int from, int to, Clock clock) {
        ByteBuffer run = ByteBuffer.allocate(12 + (to - from) * BYTES_PER_SAMPLE);
        run.putInt(RUN_FLAGS).putInt(to - from).putInt(0);
        long bytes = 0;
        for (int i = from; i < to; i++) {
            run.putInt((int) (clock.decodeTime(i + 1) - clock.decodeTime(i)));
            run.putInt(samples.size(i));
            run.putInt(samples.key(i) ? KEY_FLAGS : NON_KEY_FLAGS);
            run.putInt((int) (samples.pts(i) + delay - clock.decodeTime(i)));
            bytes += samples.size(i);
        }
        Box moof = moof(clock.decodeTime(from), run);
        byte[] mdat = mdatHeader(bytes);
        run.putInt(8, moof.size() + mdat.length);
        byte[] head = moof.toBytes();
        return ByteBuffer.allocate(head.length + mdat.length)
                .put(head)
                .put(mdat)
                .array();
    }

    private Box moof(long decodeTime, ByteBuffer run) {
        return Box.container(
                "moof",
                Box.leaf("mfhd", ByteBuffer.allocate(8).putInt(4, ++sequence).array()),
                Box.container(
                        "traf",
                        Box.leaf(
                                "tfhd",
                                ByteBuffer.allocate(8)
                                        .putInt(DEFAULT_BASE_IS_MOOF)
                                        .putInt(trackId)
                                        .array()),
                        Box.leaf(
                                "tfdt",
                                ByteBuffer.allocate(12)
                                        .putInt(1 << 24)
                                        .putLong(decodeTime)
                                        .array()),
                        Box.leaf("trun", run.array())));
    }

    private static byte[] mdatHeader(long bytes) {
        long small = bytes + Box.HEADER_BYTES;
        byte[] name = {'m', 'd', 'a', 't'};
        return small <= Integer.toUnsignedLong(-1)
                ? ByteBuffer.allocate(8).putInt((int) small).put(name).array()
                : ByteBuffer.allocate(16)
                        .putInt(1)
                        .put(name)
                        .putLong(bytes + 16)
                        .array();
    }
}
