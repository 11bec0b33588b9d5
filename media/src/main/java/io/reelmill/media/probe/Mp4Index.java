package io.reelmill.media.probe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads the sample tables of an MP4 or MOV: a few kilobytes instead of the whole film. Follows what ffmpeg's demuxer does
 * with its usual options for no edit list, or for one stretch after empty time; there is no answer for fragmented files and
 * for anything stranger.
 */
public final class Mp4Index {

    private final Mp4Box movie;
    private final long fileBytes;

    private Mp4Index(Mp4Box movie, long fileBytes) {
        this.movie = movie;
        this.fileBytes = fileBytes;
    }

    /**
     * Finds the index of a file.
     *
     * @throws IOException when the file cannot be reached
     */
    public static Optional<Mp4Index> read(RangeReader reader) throws IOException, InterruptedException {
        return new MovieFinder(reader)
                .find()
                .filter(movie -> movie.find("mvex").isEmpty())
                .map(movie -> new Mp4Index(movie, reader.size()));
    }

    /** A track by the number that the container gives it. */
    public Optional<Mp4Track> track(long trackId) {
        List<Mp4Box> tracks = movie.children().stream()
                .filter(box -> box.type().equals("trak"))
                .filter(box -> id(box) == trackId)
                .toList();
        return tracks.size() == 1 ? track(tracks.get(0)) : Optional.empty();
    }

    /** Bytes that the file must have at least to hold every sample of every track; 0 when that cannot be told. */
    public long promisedBytes() {
        return movie.children().stream()
                .filter(box -> box.type().equals("trak"))
                .mapToLong(box -> track(box).map(Mp4Track::promisedBytes).orElse(0L))
                .max()
                .orElse(0);
    }

    private Optional<Mp4Track> track(Mp4Box track) {
        long movieScale = movie.find("mvhd").map(Mp4Index::timeScale).orElse(0L);
        long mediaScale = track.find("mdia", "mdhd").map(Mp4Index::timeScale).orElse(0L);
        Optional<SampleTables> samples = track.find("mdia", "minf", "stbl").flatMap(SampleTables::of);
        if (movieScale <= 0 || mediaScale <= 0 || samples.isEmpty()) {
            return Optional.empty();
        }
        return EditList.of(track, movieScale, mediaScale).map(edits -> new Mp4Track(samples.get(), edits, fileBytes));
    }

    private static long timeScale(Mp4Box header) {
        ByteBuffer in = header.bytes();
        int at = in.remaining() > 0 && in.get(0) == 1 ? 20 : 12;
        return in.remaining() < at + Integer.BYTES ? 0 : Integer.toUnsignedLong(in.getInt(at));
    }

    private static long id(Mp4Box track) {
        ByteBuffer in = track.find("tkhd").map(Mp4Box::bytes).orElse(null);
        if (in == null || in.remaining() < 24) {
            return -1;
        }
        return Integer.toUnsignedLong(in.getInt(in.get(0) == 1 ? 20 : 12));
    }
}
