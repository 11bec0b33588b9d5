package io.reelmill.merge.mp4;

import java.nio.ByteBuffer;
import java.util.List;

/** Reads what a decoder is told before the first frame out of {@code ftyp} and {@code moov}. */
public final class Initialization {

    private Initialization() {}

    /**
     * The configuration record of the only track's codec: what ffmpeg calls extradata; empty when it has none.
     *
     * @throws MalformedMediaException when the bytes are not an initialization
     */
    public static byte[] extradata(byte[] initialization) throws MalformedMediaException {
        List<Box> boxes = Box.parse(ByteBuffer.wrap(initialization));
        for (Box box : boxes) {
            if (box.type().equals("moov")) {
                return MovieTracks.decoderConfiguration(box.get("trak")).orElse(new byte[0]);
            }
        }
        throw new MalformedMediaException("no moov box");
    }
}
