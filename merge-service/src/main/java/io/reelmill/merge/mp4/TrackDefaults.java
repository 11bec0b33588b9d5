package io.reelmill.merge.mp4;

import java.nio.ByteBuffer;
import java.util.List;

/** What the samples of fragments have when the fragment says nothing ({@code trex}). */
record TrackDefaults(Box track, int trackId, long duration, int size, int flags) {

    static TrackDefaults of(Box moov) throws MalformedMediaException {
        List<Box> tracks = moov.all("trak");
        if (tracks.size() != 1) {
            throw new MalformedMediaException(tracks.size() + " tracks instead of one");
        }
        ByteBuffer trex = moov.get("mvex", "trex").body();
        if (trex.remaining() < 24) {
            throw new MalformedMediaException("trex is too short");
        }
        return new TrackDefaults(tracks.get(0), trex.getInt(4), trex.getInt(12), trex.getInt(16), trex.getInt(20));
    }
}
