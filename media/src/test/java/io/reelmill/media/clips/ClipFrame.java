package io.reelmill.media.clips;

/**
 * One decoded frame.
 *
 * @param number number that its pixels spell, -1 when they spell none
 * @param seconds time at which it is shown
 */
public record ClipFrame(int number, double seconds) {}
