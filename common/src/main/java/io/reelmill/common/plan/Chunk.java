package io.reelmill.common.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A half-open range of the source's frames, in display order.
 *
 * @param index position among the chunks of the plan, from 0
 * @param firstFrame number of its first frame, from 0
 * @param frames number of frames
 * @param startPts PTS of its first frame, in ticks of the track's time base
 * @param endPts PTS of the first frame after it (or the end of the track), exclusive
 * @param seekPts PTS of the keyframe from which decoding starts; null to decode from the start of the file
 * @param cuts where it can be divided: the starts of its output GOPs but the first; empty where it cannot be
 * @param part which piece of the plan's chunk this is, one letter per division; null for the whole
 */
public record Chunk(
        int index,
        long firstFrame,
        long frames,
        long startPts,
        long endPts,
        Long seekPts,
        List<Cut> cuts,
        String part) {

    public Chunk {
        cuts = cuts == null ? List.of() : List.copyOf(cuts);
    }

    /** A whole chunk that cannot be divided. */
    public Chunk(int index, long firstFrame, long frames, long startPts, long endPts, Long seekPts) {
        this(index, firstFrame, frames, startPts, endPts, seekPts, List.of(), null);
    }

    /**
     * The start of an output GOP.
     *
     * @param frame number of its first frame in the source
     * @param pts PTS of that frame
     * @param seekPts as {@link Chunk#seekPts}, for a chunk that begins here
     */
    public record Cut(long frame, long pts, Long seekPts) {}

    /** The two parts of a division. */
    public record Halves(Chunk first, Chunk second) {}

    /** The same range with places where it can be divided. */
    public Chunk withCuts(List<Cut> places) {
        return new Chunk(index, firstFrame, frames, startPts, endPts, seekPts, places, part);
    }

    /** Unique among the pieces of a rendition, and sorts by order in the film: {@code 00017}, {@code 00017b}. */
    @JsonIgnore
    public String name() {
        return "%05d%s".formatted(index, part == null ? "" : part);
    }

    /** Divided at the start of the GOP nearest to its middle; empty when it holds one GOP only. */
    public Optional<Halves> halves() {
        long middle = firstFrame + frames / 2;
        return cuts.stream()
                .min(Comparator.comparingLong(cut -> Math.abs(cut.frame() - middle)))
                .map(this::at);
    }

    private Halves at(Cut cut) {
        String parts = part == null ? "" : part;
        Chunk first = new Chunk(
                index,
                firstFrame,
                cut.frame() - firstFrame,
                startPts,
                cut.pts(),
                seekPts,
                cuts.stream().filter(c -> c.frame() < cut.frame()).toList(),
                parts + "a");
        Chunk second = new Chunk(
                index,
                cut.frame(),
                firstFrame + frames - cut.frame(),
                cut.pts(),
                endPts,
                cut.seekPts(),
                cuts.stream().filter(c -> c.frame() > cut.frame()).toList(),
                parts + "b");
        return new Halves(first, second);
    }
}
