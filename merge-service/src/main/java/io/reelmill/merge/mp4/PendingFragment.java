package io.reelmill.merge.mp4;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/** A {@code moof} whose {@code mdat} has not been seen yet (ISO/IEC 14496-12, 8.8.7, 8.8.8, 8.8.12). */
final class PendingFragment {

    private static final int NON_SYNC = 0x10000;

    private final long moofPosition;
    private final long decodeTime;
    private final List<Box> runs;
    private long defaultDuration;
    private int defaultSize;
    private int defaultFlags;

    private PendingFragment(long moofPosition, long decodeTime, List<Box> runs, TrackDefaults defaults) {
        this.moofPosition = moofPosition;
        this.decodeTime = decodeTime;
        this.runs = runs;
        this.defaultDuration = defaults.duration();
        this.defaultSize = defaults.size();
        this.defaultFlags = defaults.flags();
    }

    static PendingFragment of(Box moof, long position, TrackDefaults defaults) throws MalformedMediaException {
        Box traf = moof.get("traf");
        ByteBuffer tfdt = traf.get("tfdt").body();
        try {
            long time = tfdt.get(0) == 1 ? tfdt.getLong(4) : Integer.toUnsignedLong(tfdt.getInt(4));
            PendingFragment fragment = new PendingFragment(position, time, traf.all("trun"), defaults);
            fragment.readHeader(traf.get("tfhd").body());
            return fragment;
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new MalformedMediaException("moof at byte " + position + " is damaged");
        }
    }

    private void readHeader(ByteBuffer tfhd) throws MalformedMediaException {
        int flags = tfhd.getInt();
        tfhd.getInt();
        if ((flags & 0x1) != 0) {
            throw new MalformedMediaException("moof at byte " + moofPosition + " uses absolute offsets");
        }
        if ((flags & 0x2) != 0) {
            tfhd.getInt();
        }
        defaultDuration = (flags & 0x8) != 0 ? Integer.toUnsignedLong(tfhd.getInt()) : defaultDuration;
        defaultSize = (flags & 0x10) != 0 ? tfhd.getInt() : defaultSize;
        defaultFlags = (flags & 0x20) != 0 ? tfhd.getInt() : defaultFlags;
    }

    /** Adds the samples, which must lie in the given range of the file; returns the duration of the last. */
    long addTo(SampleTable samples, long from, long to) throws MalformedMediaException {
        Cursor cursor = new Cursor(samples, from, to);
        for (Box run : runs) {
            try {
                cursor.read(run.body());
            } catch (BufferUnderflowException e) {
                throw new MalformedMediaException("trun of the moof at byte " + moofPosition + " is cut off");
            }
        }
        return cursor.duration;
    }

    /** Where the next sample lies and when it is decoded. */
    private final class Cursor {
        private final SampleTable samples;
        private final long from;
        private final long to;
        private long offset;
        private long time = decodeTime;
        private long duration;

        Cursor(SampleTable samples, long from, long to) {
            this.samples = samples;
            this.from = from;
            this.to = to;
            this.offset = from;
        }

        void read(ByteBuffer trun) throws MalformedMediaException {
            int flags = trun.getInt();
            int count = trun.getInt();
            if ((flags & 0x1) != 0) {
                offset = moofPosition + trun.getInt();
            }
            int firstFlags = (flags & 0x4) != 0 ? trun.getInt() : defaultFlags;
            for (int i = 0; i < count; i++) {
                readSample(trun, flags, i == 0 ? firstFlags : defaultFlags);
            }
        }

        private void readSample(ByteBuffer trun, int flags, int unsaidFlags) throws MalformedMediaException {
            duration = (flags & 0x100) != 0 ? Integer.toUnsignedLong(trun.getInt()) : defaultDuration;
            int size = (flags & 0x200) != 0 ? trun.getInt() : defaultSize;
            int sampleFlags = (flags & 0x400) != 0 ? trun.getInt() : unsaidFlags;
            int composition = (flags & 0x800) != 0 ? trun.getInt() : 0;
            if (size < 0 || offset < from || offset + size > to) {
                throw new MalformedMediaException("frame %d lies outside its mdat".formatted(samples.count()));
            }
            samples.add(offset, size, time + composition, (sampleFlags & NON_SYNC) == 0);
            offset += size;
            time += duration;
        }
    }
}
