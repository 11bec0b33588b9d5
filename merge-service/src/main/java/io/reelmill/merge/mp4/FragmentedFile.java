package io.reelmill.merge.mp4;

/**
 * What a fragmented MP4 with one track holds.
 *
 * @param initialization its {@code ftyp} and {@code moov}, byte for byte
 * @param timescale ticks per second of the track
 * @param trackId id of the track
 * @param samples its samples in decode order
 * @param lastDuration duration that the file gives to its last sample, in ticks; 0 when it gives none
 */
public record FragmentedFile(
        byte[] initialization, int timescale, int trackId, SampleTable samples, long lastDuration) {}
