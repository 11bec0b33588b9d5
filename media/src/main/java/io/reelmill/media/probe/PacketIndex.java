package io.reelmill.media.probe;

import java.time.Duration;
import java.util.Optional;

/** The frames of a track by one pass over its packets, which reads every byte of the file. */
public final class PacketIndex {

    private final Ticks pts = new Ticks();
    private final Ticks keyframes = new Ticks();
    private long end = Long.MIN_VALUE;
    private long missing;

    private PacketIndex() {}

    /**
     * Reads the packets of a stream.
     *
     * @return empty when a packet that is shown has no PTS
     */
    public static Optional<FrameIndex> read(Prober prober, int stream, Duration limit)
            throws ProbeException, InterruptedException {
        PacketIndex index = new PacketIndex();
        prober.pass(
                limit,
                index::packet,
                "-of",
                "compact=p=0:nk=0",
                "-select_streams",
                String.valueOf(stream),
                "-show_entries",
                "packet=pts,duration,flags");
        return index.result();
    }

    /** One line of the form {@code pts=1536|duration=512|flags=K__}. */
    void packet(String line) {
        Packet packet = Packet.parse(line);
        if (packet == null) {
            return;
        }
        if (packet.pts() == null) {
            missing += packet.discarded() ? 0 : 1;
            return;
        }
        if (packet.key()) {
            keyframes.add(packet.pts());
        }
        if (!packet.discarded()) {
            pts.add(packet.pts());
            end = Math.max(end, packet.pts() + packet.duration());
        }
    }

    Optional<FrameIndex> result() {
        long[] shown = pts.sorted();
        if (missing > 0 || shown.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new FrameIndex(shown, keyframes.sorted(), FrameEnd.of(shown, end)));
    }
}
