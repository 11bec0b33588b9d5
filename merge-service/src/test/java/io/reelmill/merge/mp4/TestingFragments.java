package io.reelmill.merge.mp4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Fragmented files of made-up frames. */
public final class TestingFragments {

    /** The decoder's configuration in every initialization. */
    public static final byte[] EXTRADATA = {1, 2, 3};

    private TestingFragments() {}

    /** An initialization with one track. */
    public static byte[] initialization(int timescale, int trackId) {
        byte[] mdhd = ByteBuffer.allocate(24).putInt(12, timescale).array();
        byte[] trex = ByteBuffer.allocate(24).putInt(4, trackId).array();
        Box moov = Box.container(
                "moov",
                Box.container(
                        "trak",
                        Box.container(
                                "mdia",
                                Box.leaf("mdhd", mdhd),
                                Box.container("minf", Box.container("stbl", sampleDescription())))),
                Box.container("mvex", Box.leaf("trex", trex)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Box.leaf("ftyp", new byte[] {1, 2, 3, 4}).toBytes());
        out.writeBytes(moov.toBytes());
        return out.toByteArray();
    }

    private static Box sampleDescription() {
        byte[] configuration = Box.leaf("avcC", EXTRADATA).toBytes();
        ByteBuffer entry = ByteBuffer.allocate(78 + configuration.length).put(78, configuration);
        byte[] avc1 = Box.leaf("avc1", entry.array()).toBytes();
        return Box.leaf(
                "stsd",
                ByteBuffer.allocate(8 + avc1.length).putInt(4, 1).put(8, avc1).array());
    }

    /** A file with one GOP per row of PTS in decode order; each frame is four bytes, its number. */
    public static byte[] file(int timescale, long[]... gops) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(initialization(timescale, 1));
        FragmentWriter writer = new FragmentWriter(1, 0);
        int frame = 0;
        for (long[] gop : gops) {
            SampleTable samples = new SampleTable();
            for (int i = 0; i < gop.length; i++) {
                samples.add(0, 4, gop[i], i == 0);
            }
            long[] sorted = samples.sortedPts();
            out.writeBytes(writer.header(
                    samples, 0, gop.length, i -> i < sorted.length ? sorted[i] : sorted[sorted.length - 1] + 10));
            for (int i = 0; i < gop.length; i++) {
                out.writeBytes(ByteBuffer.allocate(4).putInt(frame++).array());
            }
        }
        return out.toByteArray();
    }
}
