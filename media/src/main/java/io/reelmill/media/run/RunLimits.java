package io.reelmill.media.run;

import java.time.Duration;

/**
 * When a run is ended from outside.
 *
 * @param soft wall time after which ffmpeg is asked to end (SIGTERM)
 * @param hard wall time after which it is killed
 * @param stall time without a new frame after which it is killed; null for commands that make no frames
 */
public record RunLimits(Duration soft, Duration hard, Duration stall) {}
