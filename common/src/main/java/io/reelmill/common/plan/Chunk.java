package io.reelmill.common.plan;

/**
 * A half-open range of the source's frames, in display order.
 *
 * @param index position among the chunks, from 0
 * @param firstFrame number of its first frame, from 0
 * @param frames number of frames
 * @param startPts PTS of its first frame, in ticks of the track's time base
 * @param endPts PTS of the first frame after it (or the end of the track), exclusive
 * @param seekPts PTS of the keyframe from which decoding starts; null to decode from the start of the file
 */
public record Chunk(int index, long firstFrame, long frames, long startPts, long endPts, Long seekPts) {}
