package io.reelmill.merge.mp4;

import io.reelmill.common.plan.Rational;

/**
 * When a track is presented, to be written into its edit list.
 *
 * @param start seconds on the movie's timeline at which it begins, zero or more
 * @param mediaTime ticks of its media that come before: decoder delay of a picture, priming of sound
 * @param ticks ticks of its media that are presented
 * @param mediaTicks ticks of all its samples together; the last one is made as long as that takes
 */
public record Presentation(Rational start, long mediaTime, long ticks, long mediaTicks) {}
