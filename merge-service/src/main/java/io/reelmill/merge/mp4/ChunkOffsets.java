package io.reelmill.merge.mp4;

import java.nio.ByteBuffer;

/** Moves the positions in {@code stco} and {@code co64} when media moves within its file. */
final class ChunkOffsets {

    private ChunkOffsets() {}

    /** Makes the tables 64 bits wide when positions up to the given one must fit. */
    static void widen(Box moov, long highest) throws MalformedMediaException {
        if (highest <= Integer.toUnsignedLong(-1)) {
            return;
        }
        for (Box track : moov.all("trak")) {
            Box stbl = track.get("mdia", "minf", "stbl");
            stbl.children().replaceAll(box -> box.type().equals("stco") ? wide(box) : box);
        }
    }

    private static Box wide(Box stco) {
        ByteBuffer in = stco.body();
        int entries = in.getInt(4);
        ByteBuffer out = ByteBuffer.allocate(8 + entries * Long.BYTES).putInt(0).putInt(entries);
        for (int i = 0; i < entries; i++) {
            out.putLong(Integer.toUnsignedLong(in.getInt(8 + i * Integer.BYTES)));
        }
        return Box.leaf("co64", out.array());
    }

    static void shift(Box moov, long delta) throws MalformedMediaException {
        for (Box track : moov.all("trak")) {
            Box stbl = track.get("mdia", "minf", "stbl");
            stbl.find("stco").ifPresent(box -> shiftNarrow(box.body(), delta));
            stbl.find("co64").ifPresent(box -> shiftWide(box.body(), delta));
        }
    }

    private static void shiftNarrow(ByteBuffer body, long delta) {
        for (int at = 8; at < body.limit(); at += Integer.BYTES) {
            body.putInt(at, (int) (Integer.toUnsignedLong(body.getInt(at)) + delta));
        }
    }

    private static void shiftWide(ByteBuffer body, long delta) {
        for (int at = 8; at < body.limit(); at += Long.BYTES) {
            body.putLong(at, body.getLong(at) + delta);
        }
    }
}
