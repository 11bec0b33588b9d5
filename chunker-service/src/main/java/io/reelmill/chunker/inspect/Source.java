package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.ObjectRef;
import io.reelmill.media.probe.MediaProbe;
import io.reelmill.media.probe.Prober;

/**
 * A source while it is looked at.
 *
 * @param object where it is
 * @param bytes its size
 * @param address where ffmpeg reads it
 * @param prober asks and counts
 * @param probe what is asked
 * @param allowPartial whether an early end is acceptable
 */
record Source(ObjectRef object, long bytes, String address, Prober prober, MediaProbe probe, boolean allowPartial) {}
