package io.reelmill.merge.mp4;

/**
 * One track of a finished MP4.
 *
 * @param timescale ticks per second
 * @param mediaTicks ticks of all samples together
 * @param samples number of samples
 * @param priming ticks at the beginning that are decoded and not presented
 */
public record TrackFacts(int timescale, long mediaTicks, int samples, long priming) {

    /** Ticks that are presented. */
    public long presentedTicks() {
        return mediaTicks - priming;
    }
}
