package io.reelmill.merge.mp4;

import java.nio.ByteBuffer;

/** Sets how long the last sample of a track lasts: muxers guess it, since no later sample tells. */
final class LastSample {

    private LastSample() {}

    /** Makes the last sample end where all samples together take the given ticks. */
    static void stretch(Box track, long mediaTicks) throws MalformedMediaException {
        long missing = mediaTicks - MovieTracks.mediaTicks(track);
        Box stts = track.get("mdia", "minf", "stbl", "stts");
        ByteBuffer in = stts.body();
        int entries = in.getInt(4);
        if (missing == 0 || entries == 0) {
            return;
        }
        int last = 8 + (entries - 1) * 8;
        int count = in.getInt(last);
        int delta = (int) Math.max(1, in.getInt(last + 4) + missing);
        ByteBuffer out = ByteBuffer.allocate(in.limit() + (count > 1 ? 8 : 0));
        out.put(in.array());
        if (count > 1) {
            out.putInt(4, entries + 1).putInt(last, count - 1);
            last += 8;
        }
        out.putInt(last, 1).putInt(last + 4, delta);
        stts.replaceBody(out.array());
        setDuration(track.get("mdia", "mdhd").body(), mediaTicks);
    }

    private static void setDuration(ByteBuffer mdhd, long ticks) {
        if (mdhd.get(0) == 1) {
            mdhd.putLong(24, ticks);
        } else {
            mdhd.putInt(16, EditLists.clamp(ticks));
        }
    }
}
