package io.reelmill.merge.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A finished MP4: its index in memory, its media on disk. Not thread-safe. */
public final class MovieFile {

    private static final long MAX_INDEX_BYTES = 1L << 30;

    private final Path path;
    private final byte[] ftyp;
    private final Box moov;
    private final long mediaStart;
    private final long mediaEnd;

    private MovieFile(Path path, byte[] ftyp, Box moov, long mediaStart, long mediaEnd) {
        this.path = path;
        this.ftyp = ftyp;
        this.moov = moov;
        this.mediaStart = mediaStart;
        this.mediaEnd = mediaEnd;
    }

    /**
     * Reads the index of a file.
     *
     * @throws MalformedMediaException when the file is damaged or has no index
     */
    public static MovieFile open(Path path) throws IOException, MalformedMediaException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            return open(path, file);
        }
    }

    private static MovieFile open(Path path, FileChannel file) throws IOException, MalformedMediaException {
        byte[] ftyp = new byte[0];
        Box moov = null;
        long mediaStart = 0;
        long mediaEnd = 0;
        for (long at = 0; at < file.size(); ) {
            ByteBuffer header = read(file, at, (int) Math.min(16, file.size() - at));
            Header box = Header.of(header, file.size() - at);
            switch (box.type()) {
                case "ftyp" -> ftyp = read(file, at, small(box)).array();
                case "moov" -> moov = Box.parse(read(file, at, small(box))).get(0);
                case "mdat" -> {
                    mediaStart = at;
                    mediaEnd = at + box.size();
                }
                default -> {
                    // Padding.
                }
            }
            at += box.size();
        }
        if (moov == null) {
            throw new MalformedMediaException("no moov box");
        }
        return new MovieFile(path, ftyp, moov, mediaStart, mediaEnd);
    }

    private static int small(Header box) throws MalformedMediaException {
        if (box.size() > MAX_INDEX_BYTES) {
            throw new MalformedMediaException("index of " + box.size() + " bytes");
        }
        return (int) box.size();
    }

    private static ByteBuffer read(FileChannel file, long at, int size) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining() && file.read(buffer, at + buffer.position()) >= 0) {
            // Until full.
        }
        return buffer.flip();
    }

    private record Header(String type, long size) {
        static Header of(ByteBuffer in, long available) throws MalformedMediaException {
            if (in.remaining() < Box.HEADER_BYTES) {
                throw new MalformedMediaException("cut off in a header");
            }
            long size = Integer.toUnsignedLong(in.getInt());
            String type = Box.type(in);
            if (size == 1 && in.remaining() >= Long.BYTES) {
                size = in.getLong();
            }
            if (size < Box.HEADER_BYTES || size > available) {
                throw new MalformedMediaException("box %s claims %d bytes of %d".formatted(type, size, available));
            }
            return new Header(type, size);
        }
    }

    /** Facts of the tracks in the order of the file. */
    public List<TrackFacts> tracks() throws MalformedMediaException {
        List<TrackFacts> facts = new ArrayList<>();
        for (Box track : moov.all("trak")) {
            facts.add(new TrackFacts(
                    MovieTracks.timescale(track),
                    MovieTracks.mediaTicks(track),
                    MovieTracks.sampleCount(track),
                    MovieTracks.firstMediaTime(track).orElse(0)));
        }
        return facts;
    }

    /** Gives the first tracks these presentations, in order; later tracks keep theirs. */
    public void present(List<Presentation> presentations) throws MalformedMediaException {
        ByteBuffer mvhd = moov.get("mvhd").body();
        boolean wide = mvhd.get(0) == 1;
        long timescale = Integer.toUnsignedLong(mvhd.getInt(wide ? 20 : 12));
        List<Box> tracks = moov.all("trak");
        long end = laterTracks(tracks, presentations.size());
        for (int i = 0; i < presentations.size(); i++) {
            end = Math.max(end, EditLists.apply(tracks.get(i), presentations.get(i), timescale));
        }
        if (wide) {
            mvhd.putLong(24, end);
        } else {
            mvhd.putInt(16, EditLists.clamp(end));
        }
    }

    private static long laterTracks(List<Box> tracks, int from) throws MalformedMediaException {
        long end = 0;
        for (Box track : tracks.subList(from, tracks.size())) {
            ByteBuffer tkhd = track.get("tkhd").body();
            end = Math.max(end, tkhd.get(0) == 1 ? tkhd.getLong(28) : Integer.toUnsignedLong(tkhd.getInt(20)));
        }
        return end;
    }

    /** Writes the movie with its index ahead of its media, so that playing starts before the download ends. */
    public void writeFastStart(Path target) throws IOException, MalformedMediaException {
        ChunkOffsets.widen(moov, mediaEnd + ftyp.length + 2L * moov.size());
        ChunkOffsets.shift(moov, ftyp.length + moov.size() - mediaStart);
        try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        target,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeFully(out, ByteBuffer.wrap(ftyp));
            writeFully(out, ByteBuffer.wrap(moov.toBytes()));
            for (long at = mediaStart; at < mediaEnd; ) {
                at += in.transferTo(at, mediaEnd - at, out);
            }
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
