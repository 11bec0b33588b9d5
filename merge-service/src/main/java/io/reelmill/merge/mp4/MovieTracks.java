package io.reelmill.merge.mp4;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Facts in a {@code trak} box. */
final class MovieTracks {

    /** Where child boxes begin in a visual sample entry (ISO/IEC 14496-12, 12.1.3). */
    private static final int VISUAL_ENTRY_BYTES = 78;

    private static final Set<String> DECODER_CONFIGURATIONS = Set.of("avcC", "hvcC", "av1C");

    private MovieTracks() {}

    static int timescale(Box track) throws MalformedMediaException {
        ByteBuffer mdhd = track.get("mdia", "mdhd").body();
        int timescale = mdhd.getInt(mdhd.get(0) == 1 ? 20 : 12);
        if (timescale <= 0) {
            throw new MalformedMediaException("timescale " + timescale);
        }
        return timescale;
    }

    /** Ticks of all samples together. */
    static long mediaTicks(Box track) throws MalformedMediaException {
        ByteBuffer stts = track.get("mdia", "minf", "stbl", "stts").body();
        long ticks = 0;
        int entries = stts.getInt(4);
        for (int i = 0; i < entries; i++) {
            long samples = Integer.toUnsignedLong(stts.getInt(8 + i * 8));
            ticks += samples * Integer.toUnsignedLong(stts.getInt(12 + i * 8));
        }
        return ticks;
    }

    static int sampleCount(Box track) throws MalformedMediaException {
        return track.get("mdia", "minf", "stbl", "stsz").body().getInt(8);
    }

    /** Media time at which the first edit that shows something begins; empty when there is no edit list. */
    static OptionalLong firstMediaTime(Box track) {
        return track.find("edts", "elst")
                .map(Box::body)
                .map(MovieTracks::firstMediaTime)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong firstMediaTime(ByteBuffer elst) {
        boolean wide = elst.get(0) == 1;
        int entry = wide ? 20 : 12;
        for (int i = 0, at = 8; i < elst.getInt(4); i++, at += entry) {
            long time = wide ? elst.getLong(at + 8) : elst.getInt(at + 4);
            if (time >= 0) {
                return OptionalLong.of(time);
            }
        }
        return OptionalLong.empty();
    }

    /** The codec's configuration record of a video track, as ffmpeg calls it: its extradata. */
    static Optional<byte[]> decoderConfiguration(Box track) throws MalformedMediaException {
        ByteBuffer stsd = track.get("mdia", "minf", "stbl", "stsd").body();
        int childrenAt = 8 + Box.HEADER_BYTES + VISUAL_ENTRY_BYTES;
        if (stsd.remaining() <= childrenAt) {
            return Optional.empty();
        }
        int entryEnd = Math.min(stsd.limit(), 8 + stsd.getInt(8));
        for (Box box : Box.parse(stsd.slice(childrenAt, entryEnd - childrenAt))) {
            if (DECODER_CONFIGURATIONS.contains(box.type())) {
                return Optional.of(box.body().array());
            }
        }
        return Optional.empty();
    }
}
